import { Problem } from '../../problem';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';

interface ModelConfig {
  readonly config: QuantizerConfig;
  readonly inputScale: number;
}

type Check = (value: unknown) => boolean;

const isBoolean: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 1;
const isCounts: Check = (value) => Array.isArray(value) && value.every(isCount);
const isOf =
  (...names: readonly string[]): Check =>
  (value) =>
    names.includes(value as string);

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

function objectOf(json: string | undefined, file: string): Record<string, unknown> {
  if (json === undefined) throw unreadable(file, 'it is not there');
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw unreadable(file, 'it is no JSON object');
}

function firstWrong(
  values: Record<string, unknown>,
  checks: Readonly<Record<string, Check>>,
  prefix = '',
): string | null {
  const wrong = Object.entries(checks).find(([name, check]) => !check(values[name]));
  return wrong ? `${prefix}${wrong[0]}` : null;
}

function unreadable(file: string, why: string): Problem {
  return new Problem(
    'MODEL_CONFIG',
    `The metadata of ${file} do not say how to encode with it: of the config, ${why}.`,
    'Give a model.safetensors as this workbench exports it.',
  );
}
