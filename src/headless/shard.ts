import { Problem } from '../problem';
import type { QuantizerConfig } from '../quantizer/config';
import { DEFAULT_CONFIG } from '../quantizer/config';
import type { Histories } from '../dataset/histories/types';
import type { OpenedShard, SkippedRows, Slice } from '../dataset/types';
import type { RelatedPairs } from '../sid/embedding-hitrate';
import { hitratePairs } from '../sid/history-pairs';
import { createDataClient } from '../worker/data-client';
import { createEngineClient } from '../worker/engine-client';
import type { DataApi, EngineApi, EngineInfo, StepProgress } from '../worker/protocol';
import { stepLine, type Say } from './lines';
import type { ShardRequest } from './request';

/** The rows in use, their vectors with the engine, and what works on them. */
export interface Shard {
  readonly data: DataApi;
  readonly engine: EngineApi;
  readonly info: EngineInfo;
  readonly slice: Omit<Slice, 'vectors'>;
  /** Against the rows in use; null where no file of them is given. */
  readonly histories: Histories | null;
  /** Their pairs of related items, for the embedding hitrate. */
  readonly related: RelatedPairs | null;
  /** The column that SIDs are held against, if one is asked for. */
  readonly category: string | null;
  /** Records of a text file that could not be used. */
  readonly skipped: SkippedRows | null;
  /** For calls that report steps. */
  readonly onProgress: (step: StepProgress) => void;
}

export interface ShardFiles {
  /** One, or several as one; see `openFiles` of the data set. */
  readonly shards: readonly [File, ...File[]];
  /** An `.npy` of ids beside an `.npy` of vectors. */
  readonly ids: File | null;
  readonly histories: File | null;
}

/**
 * Opens the files, decodes the rows, matches the histories to them, starts the engine. Throws the
 * Problems of the two workers.
 */
export async function openShard(
  files: ShardFiles,
  request: ShardRequest,
  say: Say,
): Promise<Shard> {
  const data = createDataClient();
  const engine = createEngineClient();
  const onProgress = (step: StepProgress) => {
    say(stepLine(step));
  };
  const { shards, ids: idsFile } = files;
  const more = shards.length > 1 ? ` and ${shards.length - 1} more` : '';
  say(`Opening ${shards[0].name}${more}`);
  const opened = await data.open(idsFile ? [...shards, idsFile] : shards, { onProgress });
  const { where, sample, seed, dropNonFinite } = request;
  const { vector, id, category } = opened.mapping;
  const mapping = {
    ...opened.mapping,
    vector: request.vectors ?? vector,
    id: files.ids ? idsColumn(files.ids, opened) : (request.ids ?? id),
    category: request.category ?? category,
  };
  const chosen = { mapping, where, sample, seed, dropNonFinite };
  const { vectors, ...slice } = await data.slice(chosen, { onProgress });
  if (files.histories) say(`Opening ${files.histories.name}`);
  const histories = files.histories && (await data.openHistories(files.histories));
  // Now, as too short histories should not be told after hours of training.
  const related = histories && hitratePairs(histories);
  say('Starting the engine');
  const info = await engine.start({ device: request.device, tuning: null });
  await engine.load({ vectors, rows: slice.rows, dim: slice.dim });
  const { category: asked } = request;
  return {
    data,
    engine,
    info,
    slice,
    skipped: opened.skipped,
    histories,
    related,
    category: asked,
    onProgress,
  };
}

/** The column that a file of ids became. Throws `IDS_FILE` where it has not one id a row. */
export function idsColumn({ name }: Pick<File, 'name'>, shard: OpenedShard): string {
  const column = name.replace(/\.npy$/i, '');
  const found = shard.columns.find((other) => other.name === column);
  if (found?.kind === 'number' || found?.kind === 'text') return column;
  throw new Problem(
    'IDS_FILE',
    `${name} does not hold one id for each of the ${shard.rows.toLocaleString('en-US')} vectors.`,
    'Give an .npy with a number or a text for every row of the vectors, in their order.',
  );
}

/**
 * The config that is asked for, on vectors of `dim` dims: a residual encoder keeps them, and only
 * the file tells how many there are.
 */
export function configFor(asked: Partial<QuantizerConfig>, dim: number): QuantizerConfig {
  const config = { ...DEFAULT_CONFIG, ...asked };
  const { rqvae } = config;
  return rqvae.residual ? { ...config, rqvae: { ...rqvae, latentDim: dim } } : config;
}
