import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodeNpy, type NpyOutput } from '../../dataset/formats/npy-write';
import { encodeNpz } from '../../dataset/formats/npz-write';
import { encodeSafetensors, type NamedTensor } from '../../dataset/formats/safetensors-write';
import { DEFAULT_CONFIG } from '../config';
import { readSaved } from './read-saved';

const AS_SAVED = { distance: null, normalize: null, beam: 1 } as const;

const array = (shape: number[], first = 0): NpyOutput => ({
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => first + i),
  shape,
});
const fileOf = (bytes: Uint8Array, name = 'a.npz') => new File([new Uint8Array(bytes)], name);
const npz = (arrays: Record<string, NpyOutput>) => fileOf(encodeNpz(arrays));

describe('codebooks', () => {
  it('of one size: levels x codes x dims', async () => {
    const saved = await readSaved(
      npz({ codebooks: array([2, 3, 2]), extra: array([5]) }),
      AS_SAVED,
    );
    expect(saved.codebooks.map((codebook) => [...codebook])).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11],
    ]);
    expect(saved).toMatchObject({
      ...{ dim: 2, codewordDim: 2, center: null, learned: null },
      config: { codebookSizes: [3, 3], center: false, normalize: false, distance: 'l2' },
    });
  });

  it('of several sizes, with a mean; Float64 and Float16 are read', async () => {
    const half = { '1': 0x3c00, '-2': 0xc000 };
    const npyHalf = encodeNpy({ data: Uint8Array.of(0, 0, 0, 0), shape: [1, 4] });
    // The same header with the other dtype, as numpy writes an array of two halves.
    const text = new TextDecoder('latin1')
      .decode(npyHalf)
      .replace('|u1', '<f2')
      .replace('4)', '2)');
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    new DataView(bytes.buffer).setUint16(bytes.length - 4, half['1'], true);
    new DataView(bytes.buffer).setUint16(bytes.length - 2, half['-2'], true);
    const members = {
      'codebook_1.npy': encodeNpy({ data: Float64Array.of(0.5, 1, 2, 3), shape: [2, 2] }),
      'codebook_2.npy': bytes,
      'center.npy': encodeNpy(array([2], 7)),
    };
    const saved = await readSaved(fileOf(zipSync(members, { level: 6 })), AS_SAVED);
    expect(saved.codebooks.map((codebook) => [...codebook])).toEqual([
      [0.5, 1, 2, 3],
      [1, -2],
    ]);
    expect([...(saved.center ?? [])]).toEqual([7, 8]);
    expect(saved.config).toMatchObject({ codebookSizes: [2, 1], center: true });
  });

  it('options stand where the file records none, and must not contradict it', async () => {
    const flag = { data: Uint8Array.of(1), shape: [1] };
    const plain = npz({ codebooks: array([1, 2, 2]) });
    const stated = { distance: 'cosine', normalize: true, beam: 1 } as const;
    expect((await readSaved(plain, stated)).config).toMatchObject({
      distance: 'cosine',
      normalize: true,
    });
    const made = npz({ codebooks: array([1, 2, 2]), cosine: flag, normalize: flag });
    expect((await readSaved(made, AS_SAVED)).config).toMatchObject({
      distance: 'cosine',
      normalize: true,
    });
    await expect(readSaved(made, { ...AS_SAVED, distance: 'l2' })).rejects.toMatchObject({
      code: 'ENCODE_OPTION',
    });
  });

  const nan = array([1, 2, 2]);
  nan.data[2] = Number.NaN;
  it.each<[string, Record<string, NpyOutput>, string, string]>([
    ['no codebooks', { embeds: array([2, 2]) }, 'CODEBOOK_KEYS', 'it has embeds'],
    ['a gap', { codebook_1: array([2, 2]), codebook_3: array([2, 2]) }, 'CODEBOOK_KEYS', 'follow'],
    ['one matrix', { codebooks: array([4, 2]) }, 'CODEBOOK_SHAPE', '[4, 2]'],
    ['no levels', { codebooks: array([0, 4, 2]) }, 'CODEBOOK_SHAPE', '0 levels'],
    ['nine levels', { codebooks: array([9, 1, 2]) }, 'CODEBOOK_SHAPE', '9 levels'],
    ['no dims', { codebooks: array([1, 2, 0]) }, 'CODEBOOK_SHAPE', '[2, 0]'],
    [
      'two widths',
      { codebook_1: array([2, 2]), codebook_2: array([2, 3]) },
      'CODEBOOK_SHAPE',
      'codebook_2',
    ],
    ['another mean', { codebooks: array([1, 2, 2]), center: array([3]) }, 'CODEBOOK_SHAPE', '[3]'],
    ['NaN', { codebooks: nan }, 'SAVED_NAN', 'element 2'],
    [
      'whole numbers',
      { codebooks: { data: Int32Array.of(1, 2), shape: [1, 1, 2] } },
      'CODEBOOK_DTYPE',
      '<i4',
    ],
  ])('%s: refused', async (_name, arrays, code, words) => {
    await expect(readSaved(npz(arrays), AS_SAVED)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words) as string,
    });
  });

  it('pickled objects are refused, and Fortran order of three axes', async () => {
    const change = (from: string, to: string) => {
      const text = new TextDecoder('latin1').decode(encodeNpy(array([1, 2, 2])));
      const bytes = Uint8Array.from(text.replace(from, to), (letter) => letter.charCodeAt(0));
      return fileOf(zipSync({ 'codebooks.npy': bytes }));
    };
    // As long as before: the header's length is written in the file.
    await expect(readSaved(change("'<f4', ", "'|O' ,  "), AS_SAVED)).rejects.toMatchObject({
      code: 'NPZ_PICKLE',
    });
    await expect(readSaved(change('False', 'True '), AS_SAVED)).rejects.toMatchObject({
      code: 'CODEBOOK_DTYPE',
    });
  });
});

describe('a model', () => {
  const config = {
    ...DEFAULT_CONFIG,
    ...{ method: 'rqvae', codebookSizes: [3, 2], center: true },
    rqvae: { ...DEFAULT_CONFIG.rqvae, hidden: [5], latentDim: 2 },
  } as const;
  const tensor = (name: string, ...shape: number[]): NamedTensor =>
    ({ name, ...array(shape) }) as NamedTensor;
  const TENSORS = [
    tensor('encoder.0.weight', 5, 4),
    tensor('encoder.0.bias', 5),
    tensor('encoder.1.weight', 2, 5),
    tensor('encoder.1.bias', 2),
    tensor('decoder.0.weight', 5, 2),
    tensor('decoder.0.bias', 5),
    tensor('decoder.1.weight', 4, 5),
    tensor('decoder.1.bias', 4),
    tensor('codebook.0', 3, 2),
    tensor('codebook.1', 2, 2),
    tensor('center', 4),
  ];
  const METADATA = { config: JSON.stringify(config), input_scale: '1.5' };
  const model = (tensors = TENSORS, metadata: Record<string, string> = METADATA) =>
    fileOf(encodeSafetensors(tensors, metadata), 'model.safetensors');

  it('gives weights, codebooks, mean and scale', async () => {
    const saved = await readSaved(model(), AS_SAVED);
    expect(saved).toMatchObject({ dim: 4, codewordDim: 2, learned: { inputScale: 1.5 } });
    expect(saved.config).toEqual(config);
    expect(saved.codebooks.map(({ length }) => length)).toEqual([6, 4]);
    expect(saved.center).toHaveLength(4);
    expect(saved.learned?.weights.map(({ name }) => name)).toEqual(
      TENSORS.slice(0, -1).map(({ name }) => name),
    );
  });

  it('options that contradict it are refused', async () => {
    await expect(readSaved(model(), { ...AS_SAVED, normalize: true })).rejects.toMatchObject({
      code: 'ENCODE_OPTION',
    });
  });

  it.each(TENSORS.map(({ name }) => name))('without %s: refused', async (missing) => {
    const tensors = TENSORS.filter(({ name }) => name !== missing);
    await expect(readSaved(model(tensors), AS_SAVED)).rejects.toMatchObject({
      code: 'MODEL_TENSOR',
      message: expect.stringContaining('is not in model.safetensors') as string,
    });
  });

  it.each([
    ['no config', {}],
    ['no JSON', { ...METADATA, config: '{' }],
    ['k-means', { ...METADATA, config: JSON.stringify({ ...config, method: 'lloyd' }) }],
    ['no sizes', { ...METADATA, config: JSON.stringify({ ...config, codebookSizes: 3 }) }],
    ['no rqvae', { ...METADATA, config: JSON.stringify({ ...config, rqvae: null }) }],
    ['no scale', { config: METADATA.config }],
  ])('%s: refused', async (_name, metadata: Record<string, string>) => {
    await expect(readSaved(model(TENSORS, metadata), AS_SAVED)).rejects.toMatchObject({
      code: 'MODEL_CONFIG',
    });
  });

  it('NaN weights and another shape are refused', async () => {
    const broken = { ...tensor('codebook.1', 2, 2), data: new Float32Array(4).fill(NaN) };
    const tensors = [...TENSORS.filter(({ name }) => name !== 'codebook.1'), broken];
    await expect(readSaved(model(tensors), AS_SAVED)).rejects.toMatchObject({ code: 'SAVED_NAN' });
    const wide = [...TENSORS.filter(({ name }) => name !== 'center'), tensor('center', 3)];
    await expect(readSaved(model(wide), AS_SAVED)).rejects.toMatchObject({ code: 'MODEL_TENSOR' });
  });
});

it.each(['', 'text that is neither', '{"a": 1}'])('%j is no saved quantizer', async (text) => {
  await expect(readSaved(new File([text], 'a.txt'), AS_SAVED)).rejects.toMatchObject({
    code: 'SAVED_TYPE',
  });
});
