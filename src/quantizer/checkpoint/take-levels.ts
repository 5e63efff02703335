import { unreadable } from '../../dataset/checkpoint/checkpoint-problem';
import { isNumber, isWhole, parseObject, type Check } from '../../dataset/checkpoint/json-checks';
import type { OpenedCheckpoint } from '../../dataset/checkpoint/sealed-file';
import type { QuantizerConfig } from '../config';
import type { FitState } from '../fit';
import type { RotationState } from '../opq/rotate-product';
import type { CheckpointData } from '../rqvae/checkpoint/types';
import { pad } from '../vectors';
import { takeFloat64 } from './float64-parts';
import { fitShapes, levelShapes, paddedDim, rotationShapes } from './levels-shapes';
import type { LevelsState, SavedLevel } from './levels-state';

type Values = Readonly<Record<string, unknown>>;
type Take = OpenedCheckpoint['take'];

const isNumbers: Check = (value) => Array.isArray(value) && value.every(isNumber);
const isLevel: Check = (value) => {
  const { residualEnergy, meanCosine, history, revived, seconds } = (value ?? {}) as Values;
  const areNumbers = [residualEnergy, meanCosine, seconds].every(isNumber);
  return areNumbers && isNumbers(history) && isWhole(revived);
};
const objectOf = (value: unknown): Values | null =>
  typeof value === 'object' ? (value as Values | null) : {};

/**
 * Where a run of this config stands that trains level by level. Throws `CHECKPOINT_FORMAT`,
 * `CHECKPOINT_SHAPE`.
 */
export function takeLevels(
  file: string,
  { take, metadata }: OpenedCheckpoint,
  config: QuantizerConfig,
  { rows, dim }: CheckpointData,
): LevelsState {
  const { codebookSizes, iterations } = config;
  const told = parseObject(metadata['progress']) ?? {};
  const { finished } = told;
  const done = Array.isArray(finished) ? finished.length : Infinity;
  if (done > codebookSizes.length || !(finished as unknown[]).every(isLevel)) {
    throw unreadable(file, 'it does not say how far the run is');
  }
  const fit = objectOf(told['fit']);
  const rotation = objectOf(told['rotation']);
  const isDone = done === codebookSizes.length;
  if (
    (fit &&
      (isDone ||
        !isAt(fit, iterations) ||
        !isNumbers(fit['history']) ||
        !isWhole(fit['revived']))) ||
    (rotation && (!isDone || config.method !== 'opq' || !isAt(rotation, iterations)))
  ) {
    throw unreadable(file, 'it does not say where the level in training stands');
  }
  const levels = (finished as Omit<SavedLevel, 'codes' | 'codebook'>[]).map((level, l) => {
    const codes = codebookSizes[l]!;
    const shapes = levelShapes(codes, rows, dim, l);
    return {
      ...level,
      codebook: take(shapes.codebook),
      codes: codesOf(file, take(shapes.codes), codes),
    };
  });
  return {
    finished: levels,
    fit: fit && takeFit(take, fit, config, codebookSizes[done]!, dim),
    rotation: rotation && takeRotation(file, take, rotation, codebookSizes, dim),
  };
}

const isAt = ({ iteration }: Values, iterations: number) =>
  isWhole(iteration) && (iteration as number) > 0 && (iteration as number) <= iterations;

function codesOf(file: string, values: Float32Array, codebookSize: number): Uint32Array {
  const isCode = (code: number) => Number.isInteger(code) && code >= 0 && code < codebookSize;
  if (values.every(isCode)) return Uint32Array.from(values);
  throw unreadable(file, `it holds a code that is none of 0 to ${codebookSize - 1}`);
}

function takeFit(
  take: Take,
  told: Values,
  config: QuantizerConfig,
  codes: number,
  dim: number,
): FitState {
  const { codewords, size, total, prices } = fitShapes(config, codes, dim);
  const padded = (values: Float32Array) => pad(values, dim, paddedDim(dim));
  return {
    ...(told as Pick<FitState, 'iteration' | 'history' | 'revived'>),
    codewords: padded(take(codewords)),
    size: size && take(size),
    total: total && padded(take(total)),
    prices: prices && take(prices),
  };
}

function takeRotation(
  file: string,
  take: Take,
  told: Values,
  codebookSizes: readonly number[],
  dim: number,
): RotationState {
  const { groups, matrix, codewords } = rotationShapes(codebookSizes, dim);
  const { histories } = told;
  const isWholeHistory =
    Array.isArray(histories) &&
    histories.length === codebookSizes.length &&
    histories.every(
      (history) => isNumbers(history) && (history as []).length === told['iteration'],
    );
  if (!isWholeHistory) throw unreadable(file, 'its history of the rotation is not whole');
  return {
    iteration: told['iteration'] as number,
    histories: histories as number[][],
    product: {
      dim,
      groups,
      rotation: takeFloat64(take, matrix),
      codewords: codewords.map((shape) => takeFloat64(take, shape)),
    },
  };
}
