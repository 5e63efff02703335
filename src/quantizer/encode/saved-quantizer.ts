import { Problem } from '../../problem';
import { MAX_CODEBOOK_SIZE, MAX_LEVELS, type Distance, type QuantizerConfig } from '../config';
import type { LearnedRun } from '../results';

/** A trained quantizer as a file holds it: all that encoding needs. */
export interface SavedQuantizer {
  /** Name of the file. */
  readonly file: string;
  /** How vectors are prepared and assigned; of its training only what the file tells. */
  readonly config: QuantizerConfig;
  /** Dims of the vectors that it encodes. */
  readonly dim: number;
  readonly codewordDim: number;
  /** K_l x codewordDim, one a level. */
  readonly codebooks: readonly Float32Array[];
  /** Length dim: the mean to subtract; null for none. */
  readonly center: Float32Array | null;
  /** Encoder and decoder of a learned tokenizer. */
  readonly learned: Pick<LearnedRun, 'weights' | 'inputScale'> | null;
}

/** What the user states. null: as the file says; where it says nothing, `l2`, not normalised. */
export interface StatedOptions {
  readonly distance: Distance | null;
  readonly normalize: boolean | null;
  /** Paths kept while encoding, 1 to 16; 1 is greedy. */
  readonly beam: number;
}

/** The file's word on an option, or the user's where the file has none. Throws `ENCODE_OPTION`. */
export function settled<Value>(
  name: string,
  file: string,
  recorded: Value | null,
  stated: Value | null,
  fallback: Value,
): Value {
  if (recorded !== null && stated !== null && recorded !== stated) {
    throw new Problem(
      'ENCODE_OPTION',
      `${file} was made with ${name} ${String(recorded)}, and ${String(stated)} was asked for.`,
      'Leave the option out: the file decides.',
    );
  }
  return recorded ?? stated ?? fallback;
}

/** Throws `CODEBOOK_SHAPE` for more levels or codes than are possible, or none. */
export function checkShape(file: string, sizes: readonly number[]): void {
  const isSize = (codes: number) => codes >= 1 && codes <= MAX_CODEBOOK_SIZE;
  if (sizes.length >= 1 && sizes.length <= MAX_LEVELS && sizes.every(isSize)) return;
  throw new Problem(
    'CODEBOOK_SHAPE',
    `${file} has ${sizes.length} levels of ${sizes.join(', ') || 'no'} codes.`,
    `Possible are 1 to ${MAX_LEVELS} levels of 1 to ${MAX_CODEBOOK_SIZE.toLocaleString('en-US')} codes.`,
  );
}

/** Throws `SAVED_NAN` where an array holds NaN or Inf. */
export function checkFinite(file: string, name: string, values: Float32Array): void {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  throw new Problem(
    'SAVED_NAN',
    `The array ${name} of ${file} holds NaN or Inf, first at element ${bad}.`,
    'Its training has failed: train again, or give another file.',
  );
}

/** Throws `ENCODE_DIM` unless it encodes vectors of `dim` dims. */
export function checkDim({ file, dim: own }: SavedQuantizer, dim: number): void {
  if (own === dim) return;
  throw new Problem(
    'ENCODE_DIM',
    `${file} encodes vectors of ${own} dims; those in use have ${dim}.`,
    'Choose the column of vectors that it was trained on, or another file.',
  );
}
