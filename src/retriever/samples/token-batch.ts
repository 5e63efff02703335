import type { Sids } from '../../sid/types';
import { inputItems, type Samples } from './samples';
import { DECODER_START, END, PAD, userToken, type Vocabulary } from './vocabulary';

/** What an encoder-decoder reads in one step, row-major. */
export interface TokenBatch {
  readonly size: number;
  /** Tokens of the longest input. */
  readonly time: number;
  /**
   * [size][time]: the user's token if there are user buckets, then the L tokens of every item, oldest
   * first, then `END`; `PAD` behind.
   */
  readonly tokens: Uint32Array;
  /** Tokens of each input, `END` included, padding not. */
  readonly lengths: Uint32Array;
  /** [size][L]: `DECODER_START`, then all labels but the last. */
  readonly decoderInputs: Uint32Array;
  /** [size][L]: the tokens of the target. */
  readonly labels: Uint32Array;
  /** Row of each target. */
  readonly targets: Uint32Array;
}

/** The samples `members` as tokens, padded to the longest of them. */
export function tokenBatch(
  vocabulary: Vocabulary,
  sids: Sids,
  samples: Samples,
  members: Uint32Array,
): TokenBatch {
  const levels = sids.codes.length;
  const { rows } = samples.histories;
  const extra = vocabulary.userBuckets > 0 ? 2 : 1;
  const lengths = members.map((sample) => extra + inputItems(samples, sample) * levels);
  const time = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const size = members.length;
  const tokens = new Uint32Array(size * time).fill(PAD);
  const decoderInputs = new Uint32Array(size * levels);
  const labels = new Uint32Array(size * levels);
  for (const [i, sample] of members.entries()) {
    let at = i * time;
    if (vocabulary.userBuckets > 0) tokens[at++] = userToken(vocabulary, samples.users[sample]!);
    const target = samples.targets[sample]!;
    for (let position = samples.begins[sample]!; position < target; position++) {
      writeSid(vocabulary, sids, rows[position]!, tokens, at);
      at += levels;
    }
    tokens[at] = END;
    writeSid(vocabulary, sids, rows[target]!, labels, i * levels);
    const label = labels.subarray(i * levels, (i + 1) * levels - 1);
    decoderInputs[i * levels] = DECODER_START;
    decoderInputs.set(label, i * levels + 1);
  }
  const targets = members.map((sample) => rows[samples.targets[sample]!]!);
  return { size, time, tokens, lengths, decoderInputs, labels, targets };
}

function writeSid(
  { levelOffsets }: Vocabulary,
  { codes }: Sids,
  row: number,
  target: Uint32Array,
  at: number,
): void {
  for (const [l, column] of codes.entries()) target[at + l] = levelOffsets[l]! + column[row]!;
}
