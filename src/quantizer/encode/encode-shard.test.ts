import { describe, expect, it } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { checkAgainstCpu } from '../check-against-cpu';
import { clusters } from '../clusters.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { codebooksNpz } from '../export';
import { modelSafetensors } from '../export-model';
import { assignRegister } from '../kernels/assign-codes';
import { Pacer } from '../pacer';
import type { QuantizerRun } from '../results';
import { Trainer } from '../trainer';
import { checkEncode, encodeShard } from './encode-shard';
import { readSaved } from './read-saved';
import type { StatedOptions } from './saved-quantizer';

const ROWS = 150;
const DIM = 10;
const AS_SAVED: StatedOptions = { distance: null, normalize: null, beam: 1 };

const kMeans: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  ...{ codebookSizes: [8, 8, 4], iterations: 4, center: false },
};
const learned: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  ...{ method: 'rqvae', codebookSizes: [8, 4], iterations: 2 },
  rqvae: { ...DEFAULT_CONFIG.rqvae, hidden: [12], latentDim: 6, batchRows: 32 },
};

function newTrainer(vectors = clusters(ROWS, DIM, 12)) {
  const device = createCpuDevice();
  return { device, trainer: new Trainer(device, assignRegister, vectors, DIM) };
}

/** The run's quantizer as the file that an export writes. */
function fileOf(run: QuantizerRun): File {
  const bytes = run.learned
    ? modelSafetensors(run.config, run.learned, run.center)
    : codebooksNpz({ ...run, info: { adapter: 'CPU' } });
  return new File([new Uint8Array(bytes)], 'saved');
}

async function encode(file: File, stated = AS_SAVED, on = newTrainer(), signal?: AbortSignal) {
  const { device, trainer } = on;
  const saved = await readSaved(file, stated);
  checkEncode(saved, trainer.facts.dim);
  const vectors = await trainer.prepare(saved.config, signal, saved.center);
  const context = { device, assign: assignRegister, pacer: new Pacer(device, signal) };
  return { run: await encodeShard(context, saved, vectors, trainer.facts, { signal }), vectors };
}

const codesOf = ({ levels }: QuantizerRun) => levels.map(({ codes }) => codes);

describe('the training shard, encoded with its own quantizer', () => {
  it.each<[string, QuantizerConfig, Partial<StatedOptions>]>([
    ['Lloyd', kMeans, {}],
    ['centred and normalised', { ...kMeans, center: true, normalize: true }, {}],
    ['centred EMA by cosine', { ...kMeans, method: 'ema', distance: 'cosine', center: true }, {}],
    ['product quantization', { ...kMeans, method: 'pq' }, {}],
    ['of one size', { ...kMeans, codebookSizes: [8, 8] }, {}],
    ['with the same beam', { ...kMeans, beam: 3, center: true }, { beam: 3 }],
  ])('has the codes of training: %s', async (_name, config, stated) => {
    const trained = await newTrainer().trainer.train(config);
    const { run } = await encode(fileOf(trained), { ...AS_SAVED, ...stated });
    expect(codesOf(run)).toEqual(codesOf(trained));
    run.levels.forEach((level, l) => {
      const { residualEnergy, meanCosine, sid, metrics } = trained.levels[l]!;
      expect(level.residualEnergy).toBeCloseTo(residualEnergy, 6);
      expect(level.meanCosine).toBeCloseTo(meanCosine, 6);
      expect(level).toMatchObject({ sid, metrics, history: [] });
    });
    expect(run).toMatchObject({ n: ROWS, dim: DIM, encodedWith: 'saved' });
    expect(run.config).toMatchObject({ distance: config.distance, center: config.center });
    expect(run.center).toEqual(trained.center);
  });

  it.each<[string, Partial<QuantizerConfig['rqvae']>, Partial<QuantizerConfig>]>([
    ['plain', {}, {}],
    ['residual, centred', { residual: true, latentDim: DIM }, { center: true }],
    ['one codebook', { sharedCodebook: true }, { codebookSizes: [8, 8] }],
  ])('has the codes of a learned tokenizer: %s', async (_name, rqvae, change) => {
    const config = { ...learned, ...change, rqvae: { ...learned.rqvae, ...rqvae } };
    const trained = await newTrainer().trainer.train(config);
    const { run } = await encode(fileOf(trained));
    expect(codesOf(run)).toEqual(codesOf(trained));
    expect(run.reconstruction).toBeCloseTo(trained.reconstruction, 5);
    expect(run.levels[1]!.residualEnergy).toBeCloseTo(trained.levels[1]!.residualEnergy, 5);
    expect(run.codewordDim).toBe(config.rqvae.latentDim);
  });
});

describe('another shard', () => {
  const other = () => newTrainer(clusters(40, DIM, 5).map((x) => x + 3));

  it('is centred by the mean of the training shard, and stands the check', async () => {
    const trained = await newTrainer().trainer.train({ ...kMeans, center: true });
    const { run, vectors } = await encode(fileOf(trained), AS_SAVED, other());
    expect(run.center).toEqual(trained.center);
    const { levels, energyDifference } = await checkAgainstCpu(run, vectors, { maxRows: 40 });
    expect(levels.every(({ equal }) => equal === 40)).toBe(true);
    expect(energyDifference).toBeLessThan(1e-5);
  });

  it('does not take the mean of a run before', async () => {
    const trained = await newTrainer().trainer.train({ ...kMeans, center: true });
    const on = other();
    await on.trainer.train({ ...kMeans, codebookSizes: [4], center: true });
    const { run } = await encode(fileOf(trained), AS_SAVED, on);
    expect(run.center).toEqual(trained.center);
    const own = await on.trainer.prepare({ center: true, normalize: false });
    expect(own.center).not.toEqual(trained.center);
  });

  it('may have fewer rows than a codebook has codes, even one; its energy is then not defined', async () => {
    const trained = await newTrainer().trainer.train(kMeans);
    const one = newTrainer(clusters(ROWS, DIM, 12).slice(0, DIM));
    const { run } = await encode(fileOf(trained), AS_SAVED, one);
    expect(codesOf(run).map((codes) => codes[0])).toEqual(
      codesOf(trained).map((codes) => codes[0]),
    );
    expect(run.levels[0]!.residualEnergy).toBeNaN();
  });
});

it('frees what it took, and stops at the signal', async () => {
  const trained = await newTrainer().trainer.train(kMeans);
  const on = newTrainer();
  await encode(fileOf(trained), AS_SAVED, on);
  expect(on.device.memory).toEqual({ bytes: 0, buffers: 0 });
  const controller = new AbortController();
  const pending = encode(fileOf(trained), AS_SAVED, on, controller.signal);
  controller.abort();
  await expect(pending).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(on.device.memory).toEqual({ bytes: 0, buffers: 0 });
});

describe('is refused', () => {
  it('where the dims differ', async () => {
    const trained = await newTrainer().trainer.train(kMeans);
    const device = createCpuDevice();
    const trainer = new Trainer(device, assignRegister, clusters(8, 12, 2), 12);
    await expect(encode(fileOf(trained), AS_SAVED, { device, trainer })).rejects.toMatchObject({
      code: 'ENCODE_DIM',
      message: expect.stringContaining('12') as string,
    });
  });

  it('a beam where there is none to search', async () => {
    const cosine = await newTrainer().trainer.train({ ...kMeans, distance: 'cosine' });
    const model = await newTrainer().trainer.train(learned);
    const beam = { ...AS_SAVED, beam: 4 };
    await expect(encode(fileOf(cosine), beam)).rejects.toMatchObject({ code: 'BEAM' });
    await expect(encode(fileOf(model), beam)).rejects.toMatchObject({ code: 'BEAM' });
  });

  it('the codebooks of a learned tokenizer without its encoder', async () => {
    const model = await newTrainer().trainer.train(learned);
    const bytes = codebooksNpz({ ...model, info: { adapter: 'CPU' } });
    const file = new File([new Uint8Array(bytes)], 'codebooks.npz');
    await expect(encode(file)).rejects.toMatchObject({ code: 'CODEBOOK_LATENT' });
  });
});
