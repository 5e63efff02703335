import { encodeNpy, type NpyOutput } from '../dataset/formats/npy-write';
import { encodeNpz } from '../dataset/formats/npz-write';
import type { LevelMetrics, SidMetrics } from '../sid/types';
import { trainBeamOf, type QuantizerConfig } from './config';
import { alignmentMetrics, type AlignmentRecord } from './export-alignment';
import { policyMetrics, type PolicyRecord } from './policies/policy-metrics';
import type { ContrastReport, LearnedRun, NearestReport } from './results';

export interface FinishedLevel {
  readonly codebookSize: number;
  /** Length n. */
  readonly codes: Uint32Array;
  /** K x dim, row-major. */
  readonly codebook: Float32Array;
  readonly metrics: LevelMetrics;
  readonly residualEnergy: number;
  /** Metrics of the SID cut after this level. */
  readonly sid: SidMetrics;
}

/** What an export needs of a run; the engine's `RunResult` is one. */
export interface FinishedRun {
  readonly config: QuantizerConfig;
  readonly n: number;
  readonly dim: number;
  /** Length of a codeword: `dim`, or the latent's of a learned tokenizer. */
  readonly codewordDim: number;
  readonly levels: readonly FinishedLevel[];
  /** Length dim; null unless centring. */
  readonly center: Float32Array | null;
  /** sum |x - x^|^2 / sum |x - mean(x)|^2. */
  /** null where it is of more levels than these. */
  readonly reconstruction: number | null;
  /** Of a learned tokenizer only. */
  readonly learned: Pick<LearnedRun, 'history' | 'inputScale'> | null;
  readonly unavoidable: { readonly items: number };
  readonly seconds: number;
  readonly info: { readonly adapter: string };
  /** The collision policy that made these SIDs of the trained ones, if any. */
  readonly policy?: PolicyRecord;
  /** Of these very SIDs, where it was asked for. */
  readonly alignment?: AlignmentRecord;
  /** Of a run under a capacity: what nearest codewords give. */
  readonly nearest?: NearestReport | undefined;
  /** The file that encoded the shard, where nothing was trained. */
  readonly encodedWith?: string;
  /** The file that the codes were read from. */
  readonly codesFrom?: string;
}

/** `codes.npy`: int32, n x L. */
export function codesNpy({ n, levels }: FinishedRun): Uint8Array {
  const depth = levels.length;
  const data = new Int32Array(n * depth);
  levels.forEach(({ codes }, level) => {
    for (let i = 0; i < n; i++) data[i * depth + level] = codes[i]!;
  });
  return encodeNpy({ data, shape: [n, depth] });
}

/**
 * `codebooks.npz`, float32: `codebooks` L x K x codewordDim where every level has the same K, else
 * `codebook_1`... each K_l x codewordDim; `center` (dim) where the run subtracted a mean. What else
 * encoding must know is one element, 1, where it is so: `normalize`, `cosine` (the distance), `latent`
 * (codewords lie in the latent space of a learned model).
 */
export function codebooksNpz(run: FinishedRun): Uint8Array {
  const { dim, codewordDim, levels, center, config } = run;
  const arrays: Record<string, NpyOutput> = {};
  const first = levels[0]?.codebookSize ?? 0;
  if (levels.every((level) => level.codebookSize === first)) {
    const data = new Float32Array(levels.length * first * codewordDim);
    levels.forEach(({ codebook }, level) => data.set(codebook, level * first * codewordDim));
    arrays['codebooks'] = { data, shape: [levels.length, first, codewordDim] };
  } else {
    levels.forEach(({ codebook, codebookSize }, level) => {
      arrays[`codebook_${level + 1}`] = { data: codebook, shape: [codebookSize, codewordDim] };
    });
  }
  if (center) arrays['center'] = { data: center, shape: [dim] };
  const flag = { data: Uint8Array.of(1), shape: [1] };
  if (config.normalize) arrays['normalize'] = flag;
  if (config.distance === 'cosine') arrays['cosine'] = flag;
  if (run.learned) arrays['latent'] = flag;
  return encodeNpz(arrays);
}

function levelMetrics({ codebookSize, metrics, residualEnergy }: FinishedLevel) {
  return {
    codebook_size: codebookSize,
    used: metrics.used,
    usage: metrics.usage,
    entropy_bits: metrics.entropyBits,
    perplexity: metrics.perplexity,
    gini: metrics.gini,
    // Codes that were read without vectors leave none.
    ...(Number.isNaN(residualEnergy) ? {} : { residual_energy: residualEnergy }),
    conditional_entropy_bits: metrics.conditionalEntropyBits,
  };
}

function sidMetrics(sid: SidMetrics, unavoidableItems: number) {
  return {
    unique: sid.unique,
    unique_ratio: sid.uniqueRatio,
    collision_rate: sid.collisionRate,
    items_in_collision: sid.itemsInCollision,
    max_bucket: sid.maxBucket,
    sid_entropy_bits: sid.sidEntropyBits,
    forge_gini: sid.forgeGini,
    unavoidable_collisions: unavoidableItems,
  };
}

function learnedMetrics(
  reconstruction: number | null,
  learned: NonNullable<FinishedRun['learned']>,
) {
  const { history, inputScale } = learned;
  const last = history.at(-1);
  return {
    reconstruction,
    input_scale: inputScale,
    // None where the model was only used.
    ...(last ? { epochs: history.length, losses: last.losses } : {}),
    ...(last?.contrast ? { contrast: contrastMetrics(last.contrast) } : {}),
  };
}

/** Of the last epoch. */
function contrastMetrics({ accuracy, temperatures }: ContrastReport) {
  return { match_accuracy: accuracy, temperatures };
}

/**
 * The codes written are the balanced ones; these numbers are of the same shard encoded by nearest
 * codewords. Not told of other SIDs: with fewer levels, or after a policy.
 */
function nearestMetrics({ nearest, n, levels, policy }: FinishedRun) {
  if (!nearest || policy || nearest.codes.length !== levels.length) return {};
  const { equal, sid, reconstruction } = nearest;
  return {
    nearest: {
      equal_sids: equal / n,
      unique_ratio: sid.uniqueRatio,
      max_bucket: sid.maxBucket,
      reconstruction,
    },
  };
}

/** How the run came about. A shard that was only encoded tells with what; codes that were read, of which file. */
function provenance({ config, info, seconds, encodedWith, codesFrom }: FinishedRun) {
  const { method, seed, iterations, distance, center, normalize, beam } = config;
  const made = { adapter: info.adapter, seconds };
  if (codesFrom !== undefined) return { method: 'read', codes_from: codesFrom };
  return encodedWith === undefined
    ? { method, seed, iterations, beam, train_beam: trainBeamOf(config), ...made }
    : { method: 'encode', encoded_with: encodedWith, distance, center, normalize, beam, ...made };
}

/** The run's numbers by the names of docs; throws for a run without levels. */
export function runMetrics(run: FinishedRun) {
  const last = run.levels.at(-1);
  if (!last) throw new Error('a run without levels has no metrics');
  return {
    n: run.n,
    dim: run.dim,
    levels: run.levels.map(levelMetrics),
    sid: sidMetrics(last.sid, run.unavoidable.items),
    ...(run.learned ? { learned: learnedMetrics(run.reconstruction, run.learned) } : {}),
    ...nearestMetrics(run),
    ...(run.policy ? { policy: policyMetrics(run.policy) } : {}),
    ...(run.alignment ? { alignment: alignmentMetrics(run.alignment) } : {}),
    run: provenance(run),
  };
}

/** `metrics.json`. */
export function metricsJson(run: FinishedRun): string {
  return `${JSON.stringify(runMetrics(run), null, 2)}\n`;
}
