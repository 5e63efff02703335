import type { NpyArray } from '../../dataset/formats/npy';
import { openNpz } from '../../dataset/formats/npz';
import { Problem } from '../../problem';
import { DEFAULT_CONFIG } from '../config';
import { readFloats, type Floats } from './read-floats';
import { checkShape, settled, type SavedQuantizer, type StatedOptions } from './saved-quantizer';

/**
 * Codebooks of an `.npz`: `codebooks` [L, K, d], or `codebook_1`... each [K_l, d], of floats;
 * `center` [d] where a mean was subtracted; flags of one element as `codebooksNpz` writes them. What
 * else it holds is left alone. Throws `CODEBOOK_KEYS`, `CODEBOOK_SHAPE`, `CODEBOOK_DTYPE`,
 * `CODEBOOK_LATENT`, `SAVED_NAN`, `ENCODE_OPTION`, and the problems of `openNpz`.
 */
export async function readCodebooks(
  file: File,
  { distance, normalize, beam }: StatedOptions,
  signal?: AbortSignal,
): Promise<SavedQuantizer> {
  const arrays = new Map((await openNpz(file, signal)).map((array) => [array.name, array]));
  const floats = async (name: string) => {
    const array = arrays.get(name);
    return array ? readFloats(file.name, array) : null;
  };
  const flag = async (name: string) => ((await floats(name))?.values[0] ?? 0) !== 0;
  if (await flag('latent')) throw latentProblem(file.name);
  const levels = await readLevels(file.name, arrays, floats);
  const dim = levels[0]?.shape[1] ?? 0;
  const codebookSizes = levels.map(({ shape }) => shape[0] ?? 0);
  checkShape(file.name, codebookSizes);
  const odd = levels.find(({ shape }) => shape.length !== 2 || shape[1] !== dim || dim === 0);
  if (odd) throw badShape(file.name, odd, 'codewords of one length, [K, d]');
  const center = await floats('center');
  if (center && (center.shape.length !== 1 || center.shape[0] !== dim)) {
    throw badShape(file.name, center, `one number a dim, [${dim}]`);
  }
  const recordedCosine = (await flag('cosine')) ? 'cosine' : null;
  return {
    file: file.name,
    config: {
      ...DEFAULT_CONFIG,
      // Any residual quantizer is encoded alike; how it was trained, the file does not tell.
      method: 'lloyd',
      iterations: 0,
      distance: settled('the distance', file.name, recordedCosine, distance, 'l2'),
      normalize: settled(
        'normalising',
        file.name,
        (await flag('normalize')) || null,
        normalize,
        false,
      ),
      center: center !== null,
      codebookSizes,
      beam,
    },
    ...{ dim, codewordDim: dim, codebooks: levels.map(({ values }) => values) },
    center: center?.values ?? null,
    learned: null,
  };
}

/** Each level as [K_l, d], whichever way they are kept. */
async function readLevels(
  file: string,
  arrays: ReadonlyMap<string, NpyArray>,
  floats: (name: string) => Promise<Floats | null>,
): Promise<Floats[]> {
  const whole = await floats('codebooks');
  if (whole) {
    const [levels = 0, codes = 0, dim = 0] = whole.shape;
    if (whole.shape.length !== 3) throw badShape(file, whole, '[levels, codes, dims]');
    return Array.from({ length: levels }, (_, l) => ({
      name: whole.name,
      shape: [codes, dim],
      values: whole.values.slice(l * codes * dim, (l + 1) * codes * dim),
    }));
  }
  const levels: Floats[] = [];
  for (let next = await floats('codebook_1'); next;) {
    levels.push(next);
    next = await floats(`codebook_${levels.length + 1}`);
  }
  const named = [...arrays.keys()].filter((name) => /^codebook_\d+$/.test(name));
  if (levels.length > 0 && named.length === levels.length) return levels;
  throw new Problem(
    'CODEBOOK_KEYS',
    levels.length > 0
      ? `${file} has codebook_1 to codebook_${levels.length}, and then ${named.length - levels.length} more that do not follow.`
      : `${file} has no array codebooks and no codebook_1; it has ${[...arrays.keys()].join(', ')}.`,
    'Save one array codebooks [levels, codes, dims], or codebook_1, codebook_2, ... [codes, dims].',
  );
}

function badShape(file: string, { name, shape }: Floats, wanted: string): Problem {
  return new Problem(
    'CODEBOOK_SHAPE',
    `The array ${name} of ${file} has the shape [${shape.join(', ')}]; wanted is ${wanted}.`,
    'Save it in that shape.',
  );
}

function latentProblem(file: string): Problem {
  return new Problem(
    'CODEBOOK_LATENT',
    `The codebooks of ${file} are those of a learned tokenizer: they quantize what its encoder makes of vectors.`,
    'Give its model.safetensors instead, which holds the encoder too.',
  );
}
