import { Problem } from '../../../problem';
import type { Step } from '../../../nn/step';
import { bucketOf } from '../../../sid/inverted-index';
import { buildTrie, type Trie } from '../../../sid/trie';
import type { LevelLogits } from '../beam-search';
import { decode } from '../decode';
import type { DecodeRequest } from '../decode-retriever';
import { vocabularyFor } from '../model-vocabulary';
import type { Beam } from '../paths';
import { readModel } from '../read-model';
import { heldOutSamples, type Samples } from '../../samples/samples';
import { evaluationSplit } from '../../split/evaluation-split';
import { DEFAULT_RETRIEVER } from '../../train/config';
import { traceLevels } from './trace-levels';
import type { DecodeTrace, TracedItem } from './types';

export interface TraceRequest extends Omit<DecodeRequest, 'itemIds'> {
  /** Of the histories. */
  readonly user: number;
}

/**
 * Decodes one user's held-out item and tells what happened at every level. Throws the problems of
 * `decodeRetriever`, and `HISTORY_TOO_SHORT` for a user whose history holds nothing out.
 */
export async function traceDecode(
  run: Step,
  request: TraceRequest,
  signal: AbortSignal | undefined,
): Promise<DecodeTrace> {
  const { sids, part, beam, doubling, constrained, user } = request;
  const saved = readModel(request.model);
  const vocabulary = vocabularyFor(saved, sids);
  const { split } = evaluationSplit(request.histories);
  const place = split.evaluated.indexOf(user);
  if (place < 0) throw tooShort(user);
  const maxItems = saved.maxItems ?? DEFAULT_RETRIEVER.maxItems;
  const sample = only(heldOutSamples(split, part, maxItems), place);
  const trie = buildTrie(sids);
  const logits: LevelLogits[] = [];
  let levels: readonly (readonly Beam[])[] = [];
  const watch = (level: number, found: LevelLogits) => {
    logits[level] = found;
  };
  const options = { beam, doubling, constrained, signal, watch };
  await decode(run, { ...saved, vocabulary }, { sids, trie }, sample, options, (decoded) => {
    levels = decoded.levels;
  });
  const { rows } = split.histories;
  const [begin, end] = [sample.begins[0]!, sample.targets[0]!];
  const target = rows[end]!;
  const truth = sids.codes.map((codes) => codes[target]!);
  const { codebookSizes } = vocabulary;
  const ranking = itemsOf(levels.at(-1) ?? [], trie);
  const rank = ranking.findIndex(({ row }) => row === target);
  return {
    history: rows.slice(begin, end),
    target,
    levels: traceLevels(levels, logits, { trie, codebookSizes, truth }),
    ranking,
    rank: rank < 0 ? null : rank,
  };
}

function only({ histories, ...columns }: Samples, place: number): Samples {
  const one = (column: Uint32Array) => column.slice(place, place + 1);
  const { users, begins, targets } = columns;
  return { histories, users: one(users), begins: one(begins), targets: one(targets) };
}

/** The items of every decoded SID, as the evaluation expands them. */
function itemsOf(beams: readonly Beam[], trie: Trie): TracedItem[] {
  return beams.flatMap(({ codes }, beam) =>
    Array.from(bucketOf(trie, codes), (row) => ({ row, beam })),
  );
}

function tooShort(user: number): Problem {
  return new Problem(
    'HISTORY_TOO_SHORT',
    `User ${user} has fewer than three interactions with items in use.`,
    'Choose another user.',
  );
}
