import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NOTATIONS } from '../../src/sid/notations/catalogue.ts';
import { ENCODE_OPTIONS } from './encode-options.mjs';
import { HELP } from './help.mjs';
import { COMMON_OPTIONS, INPUT_OPTIONS } from './input-options.mjs';
import { parseOptions } from './options.mjs';
import { NOTATION_FILES } from './output-options.mjs';
import { DECODE_OPTIONS } from './decode-options.mjs';
import { EVALUATE_OPTIONS } from './evaluate-options.mjs';
import { RETRIEVER_OPTIONS } from './retriever-options.mjs';
import { SWEEP_OPTIONS } from './sweep-options.mjs';
import { TRAIN_OPTIONS } from './train-options.mjs';

const parse = (line) => parseOptions(line.split(' '));
const BASE = 'train a.npy --out o';

describe('parseOptions', () => {
  test('has the documented defaults', () => {
    expect(parse(BASE)).toEqual({
      command: 'train',
      file: 'a.npy',
      out: 'o',
      device: 'auto',
      request: {
        vectors: null,
        ids: null,
        where: '',
        sample: null,
        seed: 0,
        dropNonFinite: false,
        category: null,
        device: 'webgpu',
        config: {
          method: 'lloyd',
          distance: 'l2',
          codebookSizes: [256, 256, 256],
          iterations: 20,
          beam: 1,
          trainBeam: 1,
          seed: 0,
          center: false,
          normalize: false,
        },
        contrastive: null,
        checkpoint: false,
        goOn: false,
        policy: null,
        alternatives: null,
        notations: [],
        forgeOffset: null,
      },
    });
  });

  test.each([
    ['--levels 2 --codebook-size 8', [8, 8]],
    ['--levels 2 --codebook-size 8,16', [8, 16]],
    ['--codebook-size 8,16,4,2', [8, 16, 4, 2]],
    ['--levels 1', [256]],
  ])('%s gives K per level', (flags, sizes) => {
    expect(parse(`${BASE} ${flags}`).request.config.codebookSizes).toEqual(sizes);
  });

  test('takes the rest', () => {
    const { request } = parse(
      `${BASE} --vectors v --ids i --sample 10 --method ema --distance cosine --device cpu --center`,
    );
    expect(request).toMatchObject({ vectors: 'v', ids: 'i', sample: 10, device: 'cpu' });
    expect(request.config).toMatchObject({ method: 'ema', distance: 'cosine', center: true });
  });

  test.each(['--help', 'train -h', ''])('"%s" asks for help', (line) => {
    expect(parseOptions(line.split(' ').filter(Boolean))).toBeNull();
  });

  test.each([
    ['tune a.npy --out o', 'no command "tune", only train, encode, sweep'],
    ['--out o train a.npy', 'no command "--out"'],
    ['constructor a.npy --out o', 'no command'],
    [`${BASE} --codebooks x.npz`, "Unknown option '--codebooks'"],
    [`${BASE} --seeds 1`, "Unknown option '--seeds'"],
    [`${BASE} --ids i --ids-file i.npy`, '--ids names a column'],
    [`${BASE} --ids-file ids/a.npy`, '--ids-file has the name of FILE'],
    [`${BASE} --alternatives 201`, '--alternatives 201 is not'],
    [`${BASE} --notation tiger`, 'none of forge-csv, '],
    [
      `${BASE} --notation forge-csv --forge-offset 9`,
      '--forge-offset is of --notation forge-tokens',
    ],
    [`${BASE} --notation forge-tokens --forge-offset 0`, '--forge-offset 0 is not'],
    ['train --out o', 'FILE [FILE...]'],
    ['train a/x.npy b/x.npy --out o', 'Two files have the name x.npy'],
    ['train a.npy b.npy --ids-file i.npy --out o', '--ids-file goes with one FILE'],
    ['train a.npy', '--out DIR is missing'],
    [`${BASE} --levels 0`, '--levels 0 is not'],
    [`${BASE} --levels 9`, 'from 1 to 8'],
    [`${BASE} --levels two`, '--levels two is not'],
    [`${BASE} --codebook-size 8,`, '--codebook-size  is not'],
    [`${BASE} --codebook-size 40000`, 'from 1 to 32768'],
    [`${BASE} --levels 3 --codebook-size 8,8`, '2 sizes for 3 levels'],
    [`${BASE} --seed -1`, '--seed'],
    [`${BASE} --iterations 1.5`, '--iterations 1.5 is not'],
    [`${BASE} --method kmeans`, 'none of lloyd, ema, balanced, rqvae, pq, opq, fsq, vqvae'],
    [`${BASE} --method vqvae --levels 3`, 'vqvae has one level'],
    [`${BASE} --method rqvae --latent 0`, '--latent 0 is not'],
    [`${BASE} --method rqvae --hidden 256,`, '--hidden  is not'],
    [`${BASE} --method rqvae --learning-rate 0`, '--learning-rate 0 is not'],
    [`${BASE} --method rqvae --commitment 1`, 'not two weights'],
    [`${BASE} --method rqvae --commitment 1,x`, '--commitment x is not'],
    [`${BASE} --method rqvae --estimator gumbel`, 'none of straight-through, rotation'],
    [
      `${BASE} --method rqvae --contrastive`,
      '--contrastive needs --pairs FILE or --histories FILE',
    ],
    [`${BASE} --contrastive --pairs p.npz`, '--contrastive goes with --method rqvae'],
    [`${BASE} --method fsq --checkpoint c.safetensors`, '--checkpoint does not go with it'],
    [`${BASE} --method rqvae --pairs p.npz`, '--pairs goes with --contrastive'],
    [`${BASE} --method rqvae --histories h.txt --pair-window 2`, '--pair-window goes with'],
    [
      `${BASE} --method rqvae --contrastive --pairs p.npz --pair-window 2`,
      '--pair-window is of pairs from --histories',
    ],
    [
      `${BASE} --method rqvae --contrastive --histories h.txt --pair-window 0`,
      '--pair-window 0 is not',
    ],
    [`${BASE} --method rqvae --contrastive --pairs p.npz --pair-batch 1`, '--pair-batch 1 is not'],
    [`${BASE} --device tpu`, 'none of auto, gpu, cpu'],
    [`${BASE} --beam 17`, '--beam 17 is not'],
    [`${BASE} --train-beam 0`, '--train-beam 0 is not'],
    [`${BASE} --train-beam 2 --method ema`, '--train-beam goes with'],
    [`${BASE} --train-beam 2 --distance cosine`, '--train-beam goes with'],
    [`${BASE} --beam 2 --distance cosine`, '--beam goes with'],
    [`${BASE} --beam 2 --method rqvae`, '--beam goes with'],
    [`${BASE} --sample 0`, '--sample 0 is not'],
    [`${BASE} --method fsq --iterations 5`, '--iterations does not go with it'],
    [`${BASE} --method fsq --distance cosine`, '--distance cosine does not go with it'],
    [`${BASE} --method opq --distance cosine`, '--method opq assigns by L2'],
    [`${BASE} --method fsq --beam 2`, '--beam goes with'],
    [`${BASE} --frobnicate`, "Unknown option '--frobnicate'"],
  ])('"%s" is refused', (line, message) => {
    expect(() => parse(line)).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION', message: expect.stringContaining(message) }),
    );
  });
});

test('rqvae takes its own options, and FORGE’s epochs unless stated', () => {
  const { config } = parse(
    `${BASE} --method rqvae --hidden 64,32 --codebook ema --no-standardize`,
  ).request;
  expect(config).toMatchObject({ method: 'rqvae', iterations: 150, reviveDeadCodes: true });
  expect(config.rqvae).toMatchObject({
    hidden: [64, 32],
    latentDim: 64,
    codebook: 'ema',
    commitment: [0.5, 0.5],
    standardize: false,
  });
});

test.each(['vqvae', 'lloyd', 'opq'])('a checkpoint of a run of %s', (method) => {
  const { checkpoint, request } = parse(`${BASE} --method ${method} --checkpoint c.safetensors`);
  expect(checkpoint).toBe('c.safetensors');
  expect(request).toMatchObject({ checkpoint: true, goOn: false });
});

test('pairs for the contrast, FORGE’s batch unless stated', () => {
  const line = `${BASE} --method rqvae --contrastive --pairs p.npz --pairs-per-item 4`;
  const { pairs, request } = parse(line);
  expect(pairs).toBe('p.npz');
  expect(request.contrastive).toEqual({ window: null, batchPairs: 2048, pairsPerItem: 4 });
  const histories = parse(`${BASE} --method rqvae --contrastive --histories h.txt`);
  expect(histories.request.contrastive).toMatchObject({ window: 3 });
  expect(parse(`${BASE} --method rqvae`).request.contrastive).toBeNull();
});

test.each(['train a.npy', 'encode a.npy --codebooks c.npz', 'sweep a.npy'])(
  '%s takes what SIDs are held against',
  (line) => {
    const { histories, request } = parse(`${line} --out o --histories h.jsonl --category genre`);
    expect([histories, request.category]).toEqual(['h.jsonl', 'genre']);
    expect(parse(`${line} --out o --ids-file a.ids.npy`).idsFile).toBe('a.ids.npy');
    expect(parse(`${line} --out o`)).not.toHaveProperty('histories');
  },
);

test('vqvae is an rqvae of one level', () => {
  const { config } = parse(`${BASE} --method vqvae --codebook-size 512`).request;
  expect(config).toMatchObject({ method: 'rqvae', codebookSizes: [512] });
});

test('notations: each once, with FORGE’s offset', () => {
  const { request } = parse(
    `${BASE} --notation forge-tokens,index-json,forge-tokens --forge-offset 300`,
  );
  expect(request).toMatchObject({ notations: ['forge-tokens', 'index-json'], forgeOffset: 300 });
});

test('the notations and their files are those of the page', () => {
  const files = Object.entries(NOTATIONS).map(([name, { file }]) => [name, file]);
  expect(Object.entries(NOTATION_FILES)).toEqual(files);
  for (const [name, file] of files) {
    expect(HELP).toContain(name);
    expect(HELP).toContain(file);
  }
});

describe('encode', () => {
  const ENCODE = 'encode a.npy --out o';

  test('leaves to the file what is not stated', () => {
    expect(parse(`${ENCODE} --codebooks c.npz`)).toEqual({
      ...{ command: 'encode', file: 'a.npy', saved: 'c.npz', out: 'o', device: 'auto' },
      request: {
        ...{ vectors: null, ids: null, where: '', sample: null, seed: 0 },
        ...{ dropNonFinite: false, category: null, device: 'webgpu' },
        stated: { distance: null, normalize: null, beam: 1 },
        ...{ policy: null, alternatives: null, notations: [], forgeOffset: null },
      },
    });
  });

  test('takes the rest', () => {
    const { saved, request } = parse(
      `${ENCODE} --codebooks c.npz --beam 4 --distance l2 --normalize --policy keep`,
    );
    expect(saved).toBe('c.npz');
    expect(request.stated).toEqual({ distance: 'l2', normalize: true, beam: 4 });
    expect(request.policy).toEqual({ policy: 'keep' });
    expect(parse(`${ENCODE} --model m.safetensors`).saved).toBe('m.safetensors');
  });

  test.each([
    [ENCODE, 'one of --codebooks FILE and --model FILE'],
    [`${ENCODE} --codebooks c.npz --model m`, 'one of --codebooks FILE and --model FILE'],
    [`${ENCODE} --model m --beam 2`, '--beam goes with --codebooks'],
    [`${ENCODE} --codebooks c.npz --levels 2`, "Unknown option '--levels'"],
    [`${ENCODE} --codebooks c.npz --distance dot`, 'none of l2, cosine'],
    [`${ENCODE} --codebooks c.npz --beam 0`, '--beam 0 is not'],
  ])('"%s" is refused', (line, message) => {
    expect(() => parse(line)).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION', message: expect.stringContaining(message) }),
    );
  });
});

describe('sweep', () => {
  const SWEEP = 'sweep a.npy --out o';

  test('takes lists, and one setting for all runs of the rest', () => {
    const { request } = parse(
      `${SWEEP} --levels 2,3,2 --codebook-sizes 64,256 --methods lloyd,rqvae --seeds 0,1,2 --seed 9 --center --hidden 32`,
    );
    expect(request).toMatchObject({
      spec: { levels: [2, 3], sizes: [64, 256], methods: ['lloyd', 'rqvae'], seeds: [0, 1, 2] },
      iterations: { lloyd: 20, rqvae: 150 },
      config: { center: true, beam: 1, trainBeam: 1, rqvae: { hidden: [32] } },
      ...{ seed: 9, policy: null },
    });
    expect(request.config).not.toHaveProperty('seed');
  });

  test('stated iterations are those of every method', () => {
    const { request } = parse(`${SWEEP} --methods ema,pq --iterations 5`);
    expect(request.iterations).toEqual({ ema: 5, pq: 5 });
    expect(parse(`${SWEEP} --methods pq,fsq`).request.iterations).toEqual({ pq: 20, fsq: 0 });
    expect(request.config).not.toHaveProperty('rqvae');
  });

  test.each([
    [`${SWEEP} --levels 2,`, '--levels  is not'],
    [`${SWEEP} --levels 9`, 'from 1 to 8'],
    [`${SWEEP} --methods vqvae`, 'none of lloyd, ema, balanced, rqvae, pq, opq, fsq'],
    [`${SWEEP} --methods lloyd,pq --beam 2`, '--beam goes with'],
    [`${SWEEP} --notation index-json`, "Unknown option '--notation'"],
    [`${SWEEP} --method ema`, "Unknown option '--method'"],
    [
      `${SWEEP} --levels 1,2,3,4,5,6 --seeds ${Array.from({ length: 84 }, (_, i) => i)}`,
      '504 runs',
    ],
  ])('"%s" is refused', (line, message) => {
    expect(() => parse(line)).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION', message: expect.stringContaining(message) }),
    );
  });
});

test('the bounds are those of the quantizer', () => {
  const candidates = readFileSync(
    new URL('../../src/quantizer/candidates.ts', import.meta.url),
    'utf8',
  );
  expect(candidates).toContain('MAX_CANDIDATES = 200;');
  const spec = readFileSync(new URL('../../src/quantizer/sweep-spec.ts', import.meta.url), 'utf8');
  expect(spec).toContain('MAX_SWEEP_RUNS = 500;');
  const config = readFileSync(new URL('../../src/quantizer/config.ts', import.meta.url), 'utf8');
  expect(config).toContain('MAX_LEVELS = 8;');
  expect(config).toContain('MAX_CODEBOOK_SIZE = 32_768;');
});

test('the help names every option', () => {
  const tables = [COMMON_OPTIONS, INPUT_OPTIONS, TRAIN_OPTIONS, ENCODE_OPTIONS, SWEEP_OPTIONS];
  const retrieval = [RETRIEVER_OPTIONS, DECODE_OPTIONS, EVALUATE_OPTIONS];
  const options = [...tables, ...retrieval].flatMap((table) => Object.keys(table));
  const missing = options.filter((name) => name !== 'help' && !HELP.includes(`--${name}`));
  expect(missing).toEqual([]);
});
