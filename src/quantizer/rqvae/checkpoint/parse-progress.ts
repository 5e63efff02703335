import {
  isCount,
  isNumber,
  isText,
  isWhole,
  parseObject,
  type Check,
} from '../../../dataset/checkpoint/json-checks';
import type { EpochReport } from '../../results';
import type { RqVaeState } from '../state';
import { unreadable } from '../../../dataset/checkpoint/checkpoint-problem';
import type { CheckpointData, CheckpointMachine } from './types';

type Values = Readonly<Record<string, unknown>>;
type Progress = Pick<RqVaeState, 'epoch' | 'optimizerSteps' | 'report'>;

const isNumbers = (length: number, of: Check = isNumber): Check => {
  return (value) => Array.isArray(value) && value.length === length && value.every(of);
};
const isMap: Check = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every(isNumber);

/** Throws `CHECKPOINT_FORMAT`. */
export function parseData(file: string, json: string | undefined): CheckpointData {
  const data = parseObject(json) ?? {};
  const { fingerprint, rows, dim, pairs } = data;
  if (isText(fingerprint) && isCount(rows) && isCount(dim) && isWhole(pairs)) {
    return data as unknown as CheckpointData;
  }
  throw unreadable(file, 'it does not say of which vectors it is');
}

/** Throws `CHECKPOINT_FORMAT`. */
export function parseMachine(file: string, json: string | undefined): CheckpointMachine {
  const machine = parseObject(json) ?? {};
  const { adapter, variant } = machine;
  if (isText(adapter) && isText(variant)) return machine as unknown as CheckpointMachine;
  throw unreadable(file, 'it does not say what computed it');
}

/** How far the run is, of `epochs` and with `levels` levels. Throws `CHECKPOINT_FORMAT`. */
export function parseProgress(
  file: string,
  json: string | undefined,
  { epochs, levels }: { readonly epochs: number; readonly levels: number },
): Progress {
  const progress = parseObject(json) ?? {};
  const { epoch, optimizerSteps } = progress;
  if (!isCount(epoch) || (epoch as number) > epochs || !isCount(optimizerSteps)) {
    throw unreadable(file, 'it does not say how far the run is');
  }
  const done = epoch as number;
  const report = (progress['report'] ?? {}) as Values;
  const { history, energies, revived, seconds } = report;
  const isWholeReport =
    isNumbers(done, isEpochReport(levels))(history) &&
    (history as EpochReport[]).every((entry, at) => entry.epoch === at + 1) &&
    isNumbers(levels, isNumbers(done))(energies) &&
    isNumbers(levels, isWhole)(revived) &&
    isNumber(seconds);
  if (!isWholeReport) throw unreadable(file, 'its history of epochs is not whole');
  return progress as unknown as Progress;
}

const isEpochReport = (levels: number): Check => {
  return (value) => {
    const { losses, contrast, uniqueRatio, usage, revived } = (value ?? {}) as Values;
    const { accuracy, temperatures } = (contrast ?? {}) as Values;
    return (
      isMap(losses) &&
      (contrast === undefined || (isNumber(accuracy) && isMap(temperatures))) &&
      isNumber(uniqueRatio) &&
      isNumbers(levels)(usage) &&
      isWhole(revived)
    );
  };
};
