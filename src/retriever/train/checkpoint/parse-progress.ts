import { unreadable } from '../../../dataset/checkpoint/checkpoint-problem';
import {
  isCounts,
  isNumber,
  isText,
  isWhole,
  parseObject,
  type Check,
} from '../../../dataset/checkpoint/json-checks';
import type { LossHistory } from '../state';
import type { RetrieverData } from './types';

/** Throws `CHECKPOINT_FORMAT`. */
export function parseData(file: string, json: string | undefined): RetrieverData {
  const data = parseObject(json) ?? {};
  const { histories, sids, codebookSizes } = data;
  const isNamed = isText(histories) && isText(sids);
  if (isNamed && isCounts(codebookSizes) && (codebookSizes as number[]).length > 0) {
    return data as unknown as RetrieverData;
  }
  throw unreadable(file, 'it does not say of which histories and SIDs it is');
}

/** Throws `CHECKPOINT_FORMAT`. */
export function parseAdapter(file: string, json: string | undefined): string {
  const { adapter } = parseObject(json) ?? {};
  if (typeof adapter === 'string') return adapter;
  throw unreadable(file, 'it does not say what computed it');
}

const isEpochLoss: Check = (value) => {
  const { training, validation } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return isNumber(training) && isNumber(validation);
};

/** How far the run is, of `epochs`. Throws `CHECKPOINT_FORMAT`. */
export function parseProgress(
  file: string,
  json: string | undefined,
  epochs: number,
): LossHistory & { readonly step: number } {
  const progress = parseObject(json) ?? {};
  const { step, steps, epochs: done } = progress;
  const isWholeHistory =
    isWhole(step) &&
    isList(steps, isNumber) &&
    steps.length === step &&
    isList(done, isEpochLoss) &&
    done.length <= Math.min(epochs, steps.length);
  if (!isWholeHistory) throw unreadable(file, 'its losses are not those of the steps it has done');
  return progress as unknown as LossHistory & { readonly step: number };
}

function isList(value: unknown, of: Check): value is readonly unknown[] {
  return Array.isArray(value) && value.every(of);
}
