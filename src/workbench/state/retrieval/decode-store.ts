import { create } from 'zustand';
import { methodName } from '../../../retriever/baselines/method-name';
import type { BeamOptions } from '../../../retriever/decode/beam-plan';
import type { HeldOut } from '../../../retriever/split/leave-one-out';
import type { MethodReport } from '../../../worker/protocol';
import { ifOf, type ModelData } from './model-store';

/** A sequence model that can be decoded with: the trained one, or an opened file. */
export interface ModelInUse {
  readonly name: string;
  readonly file: Blob;
}

/** One line of the methods' table, and what only decoding has. */
export interface DecodedRow extends ModelData {
  /** "T5 beam 50": one line a name. */
  readonly name: string;
  readonly model: ModelInUse;
  readonly part: HeldOut;
  readonly report: MethodReport;
  /** Of the sequences: those that are no item's SID. */
  readonly invalidRate: number;
  readonly sequences: number;
  /** On the device, at the peak. */
  readonly bytes: number;
  /** Latest items of a history that were read. */
  readonly maxItems: number;
  /** FORGE's `output.jsonl`. */
  readonly output: Blob;
}

interface DecodeState {
  readonly options: BeamOptions;
  readonly rows: readonly DecodedRow[];
}

export const useDecode = create<DecodeState>()(() => ({
  options: { beam: 20, doubling: false, constrained: true },
  rows: [],
}));

export function editBeam(change: Partial<BeamOptions>): void {
  useDecode.setState(({ options }) => ({ options: { ...options, ...change } }));
}

/** "T5 greedy", "T5 beam 50 doubling, no trie, other.safetensors". */
export function decodedName(options: BeamOptions, file: string | null): string {
  const name = methodName({ kind: 'sequence-model', ...options });
  return file ? `${name}, ${file}` : name;
}

/** What was decoded of these SIDs, histories and part. */
export function decodedOf(
  rows: readonly DecodedRow[],
  data: ModelData,
  part: HeldOut,
): readonly DecodedRow[] {
  return rows.filter((row) => row.part === part && ifOf(row, data) !== null);
}

/** A line takes the place of one of its name; those of other SIDs, or of a model of before, go. */
export function addDecoded(row: DecodedRow): void {
  useDecode.setState(({ rows }) => ({
    rows: [
      ...rows.filter(
        (other) =>
          ifOf(other, row) !== null &&
          (other.name !== row.name || other.part !== row.part) &&
          (other.model.name !== row.model.name || other.model.file === row.model.file),
      ),
      row,
    ],
  }));
}
