import type { QuantizerConfig } from '../quantizer/config';
import { DEFAULT_CONFIG } from '../quantizer/config';
import type { Slice } from '../dataset/types';
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
  /** For calls that report steps. */
  readonly onProgress: (step: StepProgress) => void;
}

/** Opens the file, decodes the rows, starts the engine. Throws the Problems of the two workers. */
export async function openShard(file: File, request: ShardRequest, say: Say): Promise<Shard> {
  const data = createDataClient();
  const engine = createEngineClient();
  const onProgress = (step: StepProgress) => {
    say(stepLine(step));
  };
  say(`Opening ${file.name}`);
  const opened = await data.open(file, { onProgress });
  const { where, sample, seed, dropNonFinite } = request;
  const { vector, id } = opened.mapping;
  const mapping = {
    ...opened.mapping,
    vector: request.vectors ?? vector,
    id: request.ids ?? id,
  };
  const chosen = { mapping, where, sample, seed, dropNonFinite };
  const { vectors, ...slice } = await data.slice(chosen, { onProgress });
  say('Starting the engine');
  const info = await engine.start({ device: request.device, tuning: null });
  await engine.load({ vectors, rows: slice.rows, dim: slice.dim });
  return { data, engine, info, slice, onProgress };
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
