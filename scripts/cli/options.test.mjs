import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HELP } from './help.mjs';
import { parseOptions } from './options.mjs';

const parse = (line) => parseOptions(line.split(' '));
const BASE = 'train a.npy --out o';

describe('parseOptions', () => {
  test('has the documented defaults', () => {
    expect(parse(BASE)).toEqual({
      file: 'a.npy',
      pairs: null,
      out: 'o',
      device: 'auto',
      request: {
        vectors: null,
        ids: null,
        where: '',
        sample: null,
        dropNonFinite: false,
        device: 'webgpu',
        config: {
          method: 'lloyd',
          distance: 'l2',
          codebookSizes: [256, 256, 256],
          iterations: 20,
          beam: 1,
          seed: 0,
          center: false,
          normalize: false,
        },
        contrastive: null,
        policy: null,
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
    ['tune a.npy --out o', 'no command "tune"'],
    ['train --out o', 'one FILE'],
    ['train a.npy b.npy --out o', 'one FILE'],
    ['train a.npy', '--out DIR is missing'],
    [`${BASE} --levels 0`, '--levels 0 is not'],
    [`${BASE} --levels 9`, 'from 1 to 8'],
    [`${BASE} --levels two`, '--levels two is not'],
    [`${BASE} --codebook-size 8,`, '--codebook-size  is not'],
    [`${BASE} --codebook-size 40000`, 'from 1 to 32768'],
    [`${BASE} --levels 3 --codebook-size 8,8`, '2 sizes for 3 levels'],
    [`${BASE} --seed -1`, '--seed'],
    [`${BASE} --iterations 1.5`, '--iterations 1.5 is not'],
    [`${BASE} --method kmeans`, 'none of lloyd, ema, pq, rqvae, vqvae'],
    [`${BASE} --method vqvae --levels 3`, 'vqvae has one level'],
    [`${BASE} --method rqvae --latent 0`, '--latent 0 is not'],
    [`${BASE} --method rqvae --hidden 256,`, '--hidden  is not'],
    [`${BASE} --method rqvae --learning-rate 0`, '--learning-rate 0 is not'],
    [`${BASE} --method rqvae --commitment 1`, 'not two weights'],
    [`${BASE} --method rqvae --commitment 1,x`, '--commitment x is not'],
    [`${BASE} --method rqvae --estimator gumbel`, 'none of straight-through, rotation'],
    [`${BASE} --method rqvae --contrastive`, '--contrastive needs --pairs'],
    [`${BASE} --contrastive --pairs p.npz`, '--contrastive goes with --method rqvae'],
    [`${BASE} --method rqvae --pairs p.npz`, '--pairs goes with --contrastive'],
    [`${BASE} --method rqvae --contrastive --pairs p.npz --pair-batch 1`, '--pair-batch 1 is not'],
    [`${BASE} --device tpu`, 'none of auto, gpu, cpu'],
    [`${BASE} --beam 17`, '--beam 17 is not'],
    [`${BASE} --beam 2 --distance cosine`, '--beam goes with'],
    [`${BASE} --beam 2 --method rqvae`, '--beam goes with'],
    [`${BASE} --sample 0`, '--sample 0 is not'],
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

test('pairs for the contrast, FORGE’s batch unless stated', () => {
  const line = `${BASE} --method rqvae --contrastive --pairs p.npz --pairs-per-item 4`;
  const { pairs, request } = parse(line);
  expect(pairs).toBe('p.npz');
  expect(request.contrastive).toEqual({ batchPairs: 2048, pairsPerItem: 4 });
  expect(parse(`${BASE} --method rqvae`).request.contrastive).toBeNull();
});

test('vqvae is an rqvae of one level', () => {
  const { config } = parse(`${BASE} --method vqvae --codebook-size 512`).request;
  expect(config).toMatchObject({ method: 'rqvae', codebookSizes: [512] });
});

test('the bounds are those of the quantizer', () => {
  const config = readFileSync(new URL('../../src/quantizer/config.ts', import.meta.url), 'utf8');
  expect(config).toContain('MAX_LEVELS = 8;');
  expect(config).toContain('MAX_CODEBOOK_SIZE = 32_768;');
});

test('the help names every option', () => {
  const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const source = read('./options.mjs') + read('./rqvae-options.mjs');
  const options = [...source.matchAll(/^ {2}'?([a-z-]+)'?: \{ type/gm)].map((match) => match[1]);
  expect(options.length).toBeGreaterThan(10);
  const missing = options.filter((name) => name !== 'help' && !HELP.includes(`--${name}`));
  expect(missing).toEqual([]);
});
