import { wholeU32 } from '../../compute/numbers.fixture';
import type { Device } from '../../compute/device';
import type { Step } from '../../nn/step';
import { buildTrie } from '../../sid/trie';
import type { Sids } from '../../sid/types';
import { historiesOf } from '../split/split.fixture';
import { vocabularyOf, type Vocabulary } from '../samples/vocabulary';
import type { Samples } from '../samples/samples';
import { tokenBatch } from '../samples/token-batch';
import { logSoftmax, T5Oracle } from '../t5/oracle.fixture';
import { oddT5, randomWeights } from '../t5/weights.fixture';
import type { T5Config } from '../t5/config';
import {
  decode,
  type Catalogue,
  type DecodedUser,
  type DecodeOptions,
  type DecodingModel,
} from './decode';

export const stepOn = (device: Device): Step => ({ device, spend: () => Promise.resolve() });

/** `rows` items with seeded codes: some share their SID. */
export function randomCatalogue(rows: number, codebookSizes: readonly number[]): Catalogue {
  const codes = codebookSizes.map((size, l) => wholeU32(rows, size, 40 + l));
  const sids: Sids = { rows, codebookSizes, codes };
  return { sids, trie: buildTrie(sids) };
}

/** A random model over these levels and four buckets of users. */
export function randomModel(
  codebookSizes: readonly number[],
  overrides: Partial<T5Config> = {},
): DecodingModel {
  const vocabulary = vocabularyOf(codebookSizes, 4);
  const config = oddT5({ ...overrides, vocabSize: vocabulary.size });
  return { config, weights: randomWeights(config, 5), vocabulary };
}

/** One sample a history: its last item is the target, all before it the input, which may be empty. */
export function samplesOf(...users: number[][]): Samples {
  const histories = historiesOf(...users);
  return {
    histories,
    users: Uint32Array.from(users, (_, user) => user),
    begins: histories.starts.slice(0, users.length),
    targets: histories.starts.slice(1).map((end) => end - 1),
  };
}

/** All decoded users by sample. */
export async function decodeAll(
  device: Device,
  model: DecodingModel,
  catalogue: Catalogue,
  samples: Samples,
  options: DecodeOptions,
): Promise<DecodedUser[]> {
  const users: DecodedUser[] = [];
  const keep = (user: DecodedUser) => (users[user.sample] = user);
  await decode(stepOn(device), model, catalogue, samples, options, keep);
  return users;
}

/** The input of a sample as tokens without padding. */
function inputOf(vocabulary: Vocabulary, { sids }: Catalogue, samples: Samples, sample: number) {
  const { tokens, lengths } = tokenBatch(vocabulary, sids, samples, Uint32Array.of(sample));
  return Array.from(tokens.subarray(0, lengths[0]));
}

/** Log-probabilities of given SIDs for one sample by the oracle, a level's over its own codes. */
export function oracleScores(
  { config, weights, vocabulary }: DecodingModel,
  catalogue: Catalogue,
  samples: Samples,
  sample: number,
  sids: readonly (readonly number[])[],
): number[] {
  const oracle = new T5Oracle(config, weights);
  const encoded = oracle.encode(inputOf(vocabulary, catalogue, samples, sample));
  const { codebookSizes, levelOffsets } = vocabulary;
  const known = new Map<string, number[]>();
  const logProbabilities = (prefix: readonly number[]) => {
    const found = known.get(prefix.join());
    if (found) return found;
    const tokens = prefix.map((code, l) => levelOffsets[l]! + code);
    const logits = oracle.logits(encoded, [config.decoderStartId, ...tokens]).at(-1)!;
    const first = levelOffsets[prefix.length]!;
    const computed = logSoftmax(logits.slice(first, first + codebookSizes[prefix.length]!));
    known.set(prefix.join(), computed);
    return computed;
  };
  return sids.map((sid) =>
    sid.reduce((sum, code, l) => sum + logProbabilities(sid.slice(0, l))[code]!, 0),
  );
}

/** Every distinct SID of the catalogue. */
export function distinctSids({ sids }: Catalogue): number[][] {
  const all = Array.from({ length: sids.rows }, (_, row) => sids.codes.map((c) => c[row]!));
  return [...new Map(all.map((sid) => [sid.join(), sid])).values()];
}
