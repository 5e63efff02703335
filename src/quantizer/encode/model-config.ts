import { Problem } from '../../problem';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import {
  firstWrong,
  isBoolean,
  isCount,
  isCounts,
  isOf,
  parseObject,
  type Check,
} from '../../dataset/checkpoint/json-checks';

interface ModelConfig {
  readonly config: QuantizerConfig;
  readonly inputScale: number;
}

/** What encoding reads of the config; the rest has done its work in training. */
const NEEDED: Readonly<Record<string, Check>> = {
  method: isOf('rqvae'),
  distance: isOf('l2', 'cosine'),
  codebookSizes: isCounts,
  center: isBoolean,
  normalize: isBoolean,
};
const NEEDED_OF_RQVAE: Readonly<Record<string, Check>> = {
  hidden: isCounts,
  residual: isBoolean,
  latentDim: isCount,
  activation: isOf('relu', 'silu', 'gelu'),
  batchRows: isCount,
  sharedCodebook: isBoolean,
};

/** Config and input scale in the metadata of a `model.safetensors`. Throws `MODEL_CONFIG`. */
export function parseModelConfig(
  file: string,
  metadata: Readonly<Record<string, string>>,
): ModelConfig {
  const config = objectOf(metadata['config'], file);
  const rqvae = (config['rqvae'] ?? {}) as Record<string, unknown>;
  const wrong =
    firstWrong(config, NEEDED) ??
    firstWrong(rqvae, NEEDED_OF_RQVAE, 'rqvae.') ??
    (Number(metadata['input_scale']) > 0 ? null : 'input_scale');
  if (wrong !== null) throw unreadable(file, `its ${wrong} is missing or not possible`);
  return {
    // Settings that a later version adds have their defaults.
    config: {
      ...DEFAULT_CONFIG,
      ...(config as unknown as QuantizerConfig),
      rqvae: { ...DEFAULT_CONFIG.rqvae, ...rqvae },
    },
    inputScale: Number(metadata['input_scale']),
  };
}

function objectOf(json: string | undefined, file: string): Readonly<Record<string, unknown>> {
  if (json === undefined) throw unreadable(file, 'it is not there');
  const value = parseObject(json);
  if (!value) throw unreadable(file, 'it is no JSON object');
  return value;
}

function unreadable(file: string, why: string): Problem {
  return new Problem(
    'MODEL_CONFIG',
    `The metadata of ${file} do not say how to encode with it: of the config, ${why}.`,
    'Give a model.safetensors as this workbench exports it.',
  );
}
