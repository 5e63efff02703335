import { expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { DEFAULT_CONFIG, FORGE_CONTRASTIVE, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { Pacer } from '../pacer';
import { ProgressReporter } from '../progress';
import { prepareVectors } from '../vectors';
import { clusteredVectors } from './clustered.fixture';
import { rqVaeOps } from './ops';
import { trainRqVae } from './train-rqvae';

const ROWS = 256;
const DIM = 64;
const PAIRS = 600;

test('a run on pairs spends what was foretold, within a quarter', async () => {
  const config: QuantizerConfig = {
    ...DEFAULT_CONFIG,
    ...{ method: 'rqvae', codebookSizes: [16, 16], iterations: 2 },
    rqvae: {
      ...DEFAULT_CONFIG.rqvae,
      ...{ hidden: [64], latentDim: 32, batchRows: 64 },
      contrastive: { ...FORGE_CONTRASTIVE, batchPairs: 64, pairs: '' },
    },
  };
  const device = createCpuDevice();
  const pacer = new Pacer(device);
  await trainRqVae({
    context: { device, assign: assignRegister, pacer },
    config,
    vectors: await prepareVectors(clusteredVectors(ROWS, DIM), DIM, config),
    pairs: Uint32Array.from({ length: 2 * PAIRS }, (_, at) => (at * 7) % ROWS),
    resume: null,
    progress: new ProgressReporter(1, 2, 2, undefined),
    pause: undefined,
    onState: () => undefined,
  });
  const ratio = pacer.spent / rqVaeOps(ROWS, DIM, config, PAIRS);
  expect(ratio).toBeGreaterThan(1 / 1.25);
  expect(ratio).toBeLessThan(1.25);
});
