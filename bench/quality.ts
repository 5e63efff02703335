import type { QuantizerConfig } from '../src/quantizer/config';
import { DEFAULT_CONFIG } from '../src/quantizer/config';
import { openNpy, readNpyRows } from '../src/dataset/formats/npy';
import { createEngineClient } from '../src/worker/engine-client';

export interface QualityResult {
  readonly adapter: string;
  readonly rows: number;
  readonly dim: number;
  readonly levels: readonly { residualEnergy: number; seconds: number }[];
  readonly uniqueRatio: number;
  readonly seconds: number;
}

/** The setting of the FAISS reference: centred, 3 x 256, 20 Lloyd iterations. */
const CONFIG: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  method: 'lloyd',
  distance: 'l2',
  codebookSizes: [256, 256, 256],
  iterations: 20,
  seed: 0,
  center: true,
  normalize: false,
};

/** Trains on a float32 .npy through the engine, as the page does. */
export async function quality(file: File): Promise<QualityResult> {
  const array = await openNpy(file, file.name);
  const [rows = 0, dim = 0] = array.header.shape;
  const { values } = await readNpyRows(array, 0, rows);
  if (!(values instanceof Float32Array)) throw new Error(`${file.name} is not float32`);
  const engine = createEngineClient();
  const info = await engine.start({ device: 'auto', tuning: null });
  await engine.load({ vectors: values, rows, dim });
  const run = await engine.train(CONFIG);
  engine.terminate();
  return {
    adapter: info.adapter,
    rows,
    dim,
    levels: run.levels.map(({ residualEnergy, seconds }) => ({ residualEnergy, seconds })),
    uniqueRatio: run.levels.at(-1)?.sid.uniqueRatio ?? NaN,
    seconds: run.seconds,
  };
}
