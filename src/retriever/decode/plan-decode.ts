import type { DeviceInfo } from '../../compute/device';
import { roundUp } from '../../compute/kernel';
import { strideOf } from '../../nn/kernels/layout';
import { fusesAttention } from '../../nn/layers/attention-core';
import { Problem } from '../../problem';
import { MAX_POSITIONS, PATH_FIELDS } from '../kernels/layout';
import type { Vocabulary } from '../samples/vocabulary';
import { t5Parameters, type T5Config } from '../t5/config';
import { SPAN_ALIGN } from '../t5/position-buckets';
import { layoutOf } from './device-model';

/** Of the largest tensor of a block of users, unless one user alone needs more. */
const BLOCK_BYTES = 32 * 1024 * 1024;
/** A block's products are a grid's third dimension, which has at most as many. */
const MAX_PRODUCTS = 65_535;
const F32 = 4;

/** How the users are cut into blocks, and what that takes on the device. */
export interface DecodePlan {
  readonly usersPerBlock: number;
  /** Tokens of an input as stored. */
  readonly time: number;
  /** Rows of one position of the decoder, and of the sublayers' buffers. */
  readonly slab: number;
  readonly rows: number;
  /** Whether attention is fused: see `fusesAttention`. */
  readonly fused: boolean;
  /** Pairs of a query and a key in the attention that has most; fused, queries of all heads. */
  readonly scores: number;
  /** Beams after every level. */
  readonly widths: readonly number[];
  /** All tensors together, and the largest of them. */
  readonly bytes: number;
  readonly largestBytes: number;
}

/** Whom to decode for, and the catalogue. */
interface DecodeSize {
  readonly users: number;
  /** Tokens of the longest input. */
  readonly longest: number;
  /** Numbers in the arrays of the catalogue's prefixes. */
  readonly trie: readonly number[];
}

/**
 * Plans decoding for `users` whose longest input has `longest` tokens. Throws `RETRIEVER_MEMORY`
 * where the device cannot bind what one user needs.
 */
export function planDecode(
  info: Pick<DeviceInfo, 'software' | 'limits'>,
  { config, vocabulary }: { readonly config: T5Config; readonly vocabulary: Vocabulary },
  widths: readonly number[],
  { users, longest, trie }: DecodeSize,
): DecodePlan {
  const time = roundUp(longest, 4);
  const fused = fusesAttention(info, layoutOf(config, vocabulary).headCols);
  const sizes = (count: number) => sizesOf(config, vocabulary, { widths, time, fused }, count);
  const largestOf = (count: number) => F32 * Math.max(...sizes(count).perUser);
  const one = largestOf(1);
  const fitting = Math.max(1, Math.floor(BLOCK_BYTES / one));
  const products = Math.max(1, Math.floor(MAX_PRODUCTS / config.numHeads));
  const usersPerBlock = Math.max(1, Math.min(users, fitting, products));
  const { perUser, once: ofModel, ...rows } = sizes(usersPerBlock);
  const once = [...ofModel, ...trie];
  const largestBytes = F32 * Math.max(...perUser, ...once);
  const most = info.limits['maxStorageBufferBindingSize'] ?? Infinity;
  if (largestBytes > most) throw tooLarge(largestBytes, most);
  const bytes = F32 * [...perUser, ...once].reduce((sum, length) => sum + length, 0);
  return { usersPerBlock, time, widths, fused, bytes, largestBytes, ...rows };
}

/** Elements of every tensor, by what they grow with. */
function sizesOf(
  config: T5Config,
  vocabulary: Vocabulary,
  { widths, time, fused }: Pick<DecodePlan, 'widths' | 'time' | 'fused'>,
  users: number,
) {
  const { model, inner, qkv, ff, heads, levels } = layoutOf(config, vocabulary);
  const widest = Math.max(1, ...widths.slice(0, -1));
  const last = widths.at(-1) ?? 1;
  const slab = users * widest;
  const rows = Math.max(users * time, slab);
  const scores = heads * (fused ? rows : users * Math.max(time, widest) * time);
  const span = roundUp(time, SPAN_ALIGN);
  const ends = widths.length * slab + users * last;
  const gates = config.feedForward === 'relu' ? 2 : 3;
  const blocks = config.numDecoderLayers;
  const many = (count: number, length: number) => new Array<number>(count).fill(length);
  return {
    ...{ slab, rows, scores },
    perUser: [
      ...[users * time, users, ends, PATH_FIELDS * ends, Math.max(slab, users * last)],
      ...[rows * model, 2 * rows, scores, rows * inner, ...many(gates, rows * ff)],
      ...[users * time * model, ...many(3, users * time * inner)],
      ...[slab * model, slab * inner, slab * qkv, ...many(blocks, widths.length * slab * qkv)],
      ...[...many(2 * blocks, users * time * inner), slab * Math.max(...levels), slab],
    ],
    once: [
      ...weightLengths(config, vocabulary),
      ...[heads * 2 * span, 2 * span - 1, MAX_POSITIONS * heads, model, 1],
    ],
  };
}

/** Elements of the weights as stored, vectors as rows of a matrix; each level has its part of the head once more. */
function weightLengths(config: T5Config, { codebookSizes }: Vocabulary): number[] {
  // The decoder's position bias is kept by distance instead.
  const stored = t5Parameters(config).filter(
    ({ name }) => !(name.startsWith('decoder') && name.endsWith('relative_attention_bias.weight')),
  );
  const padded = stored.map(({ shape: [rows, cols] }) =>
    cols === undefined ? strideOf(1) * strideOf(rows!) : strideOf(rows!) * strideOf(cols),
  );
  const heads = codebookSizes.map((codes) => strideOf(codes) * strideOf(config.dModel));
  return [...padded, ...heads];
}

function tooLarge(bytes: number, most: number): Problem {
  const mib = (count: number) => `${Math.ceil(count / 2 ** 20)} MiB`;
  return new Problem(
    'RETRIEVER_MEMORY',
    `One user’s beams need a buffer of ${mib(bytes)}; this device binds ${mib(most)} at most.`,
    'Choose a narrower beam or shorter histories.',
  );
}
