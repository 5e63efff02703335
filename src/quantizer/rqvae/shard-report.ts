import type { Arena, Device } from '../../compute/device';
import type { JobContext } from '../assign';
import { BlockSum } from '../block-sum';
import type { QuantizerConfig } from '../config';
import { rowNorms } from '../kernels/row-norms';
import type { EpochReport, LevelResult } from '../results';
import { unpad } from '../vectors';
import { latentEnergy } from './latent-energy';
import type { RqVaeModel } from './model';
import type { OnLevel, ShardLevel, ShardPass } from './shard-pass';
import type { ReportState, RqVaeState } from './state';

/** What the whole shard looks like after each epoch, and what it looked like before. */
export class ShardReport {
  readonly #config: QuantizerConfig;
  readonly #pass: ShardPass;
  readonly #sum: BlockSum;
  readonly #norm2;
  readonly #started = performance.now();
  readonly #before: number;
  #history: readonly EpochReport[];
  #energies: readonly (readonly number[])[];
  #revived: number[];
  #levels: readonly LevelResult[] = [];

  constructor(arena: Arena, config: QuantizerConfig, pass: ShardPass, resume: RqVaeState | null) {
    this.#config = config;
    this.#pass = pass;
    this.#sum = new BlockSum(arena, pass.latents.rows);
    this.#norm2 = arena.tensor('latent squares', 'f32', pass.latents.rows);
    this.#history = resume?.report.history ?? [];
    this.#energies = resume?.report.energies ?? config.codebookSizes.map(() => []);
    this.#revived = [...(resume?.report.revived ?? config.codebookSizes.map(() => 0))];
    this.#before = resume?.report.seconds ?? 0;
  }

  get history(): readonly EpochReport[] {
    return this.#history;
  }

  get last(): EpochReport {
    const last = this.#history.at(-1);
    if (!last) throw new Error('no epoch was reported');
    return last;
  }

  get levels(): readonly LevelResult[] {
    return this.#levels;
  }

  get state(): ReportState {
    return {
      history: this.#history,
      energies: this.#energies,
      revived: [...this.#revived],
      seconds: this.#seconds,
    };
  }

  get #seconds(): number {
    return this.#before + (performance.now() - this.#started) / 1000;
  }

  /** The levels of a run whose epochs are all done: a checkpoint does not hold them. */
  async recall(context: JobContext, model: RqVaeModel): Promise<void> {
    await this.#pass.encode(context);
    await this.#take(context.device, model, await this.#pass.quantize(context));
  }

  /** Encodes the shard with the model as it is, and with `revive` moves its dead codes. */
  async add(
    context: JobContext,
    model: RqVaeModel,
    epoch: number,
    learned: Pick<EpochReport, 'losses' | 'contrast'>,
    revive: boolean,
  ): Promise<void> {
    const { device } = context;
    await this.#pass.encode(context);
    const energy = await this.#energy(device);
    const moved: number[] = [];
    const onLevel: OnLevel = async (codebook, residual, count, distortion) => {
      const { revival } = this.#pass;
      await revival.run(context, residual, codebook, count, distortion);
      model.learner.reset(device, codebook, revival.revived);
      moved.push((await device.read(revival.revived, 1))[0] ?? 0);
    };
    const shard = await this.#pass.quantize(context, revive ? onLevel : undefined);
    this.#energies = shard.map(({ distortion }, level) => [
      ...(this.#energies[level] ?? []),
      distortion / energy,
    ]);
    moved.forEach((codes, level) => (this.#revived[level] = (this.#revived[level] ?? 0) + codes));
    await this.#take(device, model, shard);
    const report: EpochReport = {
      epoch,
      ...learned,
      losses: { ...learned.losses, commitment: this.#commitment(shard) },
      uniqueRatio: shard.at(-1)?.sid.uniqueRatio ?? 1,
      usage: shard.map(({ metrics }) => metrics.usage),
      revived: moved.reduce((sum, codes) => sum + codes, 0),
    };
    this.#history = [...this.#history, report];
  }

  async #take(device: Device, model: RqVaeModel, shard: readonly ShardLevel[]): Promise<void> {
    this.#levels = await Promise.all(
      shard.map((level, l) => this.#result(device, model, level, l)),
    );
  }

  async #result(
    device: Device,
    model: RqVaeModel,
    { codes, metrics, sid, meanCosine }: ShardLevel,
    l: number,
  ): Promise<LevelResult> {
    const codebook = model.codebooks[l];
    if (!codebook) throw new Error(`level ${l + 1} has no codebook`);
    const size = codebook.codes * codebook.dim;
    const codewords = await device.read(codebook.codewords, size);
    const history = this.#energies[l] ?? [];
    return {
      codebookSize: codebook.codes,
      codes,
      codebook: unpad(codewords, codebook.dim, this.#config.rqvae.latentDim),
      metrics,
      residualEnergy: history.at(-1) ?? 1,
      meanCosine,
      sid,
      seconds: this.#seconds / this.#config.codebookSizes.length,
      history,
      revived: this.#revived[l] ?? 0,
      reused: false,
    };
  }

  /** Of the whole shard at its nearest codes: (w1 + w2) times the mean of r_l^2. */
  #commitment(shard: readonly ShardLevel[]): number {
    const { commitment, latentDim } = this.#config.rqvae;
    const sum = shard.reduce((total, { distortion }) => total + distortion, 0);
    const values = this.#pass.latents.rows * latentDim * shard.length;
    return ((commitment[0] + commitment[1]) * sum) / values;
  }

  async #energy(device: Device): Promise<number> {
    const { rows, dim, values } = this.#pass.latents;
    device.run(rowNorms, {
      tensors: { residual: values, norm2: this.#norm2 },
      params: { rows, dim },
    });
    const squares = await this.#sum.total(device, this.#norm2);
    return latentEnergy(device, this.#pass.latents, squares);
  }
}
