import type { Step } from '../../nn/step';
import { buildTrie } from '../../sid/trie';
import type { Sids } from '../../sid/types';
import { popularityGroups } from '../evaluate/groups';
import { SidEvaluation, type SidEvaluationReport } from '../evaluate/sid-evaluation';
import { writeForgeOutput, type ForgePrediction } from '../forge/output-jsonl';
import { forgeTexts } from '../forge/score-output';
import { heldOutSamples, itemsBefore } from '../samples/samples';
import { evaluationSplit } from '../split/evaluation-split';
import type { Histories } from '../split/histories';
import { trainingCounts, type HeldOut } from '../split/leave-one-out';
import { DEFAULT_RETRIEVER } from '../train/config';
import type { BeamOptions } from './beam-plan';
import { decode, type DecodeOptions } from './decode';
import { vocabularyFor } from './model-vocabulary';
import type { DecodePlan } from './plan-decode';
import { readModel } from './read-model';

/** A saved sequence model, the SIDs that it speaks of, and whom to decode for. */
export interface DecodeRequest extends BeamOptions {
  /** A `model.safetensors`, or a training's checkpoint: see `readModel`. */
  readonly model: Uint8Array;
  readonly sids: Sids;
  /** Of the SIDs' rows, for the output. */
  readonly itemIds: readonly string[];
  /** As matched against the rows: `NO_ROW` where an item is not among them. */
  readonly histories: Histories;
  /** Which of the two items that are held out of every history is to be found. */
  readonly part: HeldOut;
}

export interface DecodedRetriever {
  readonly report: SidEvaluationReport;
  /** FORGE's `output.jsonl`: a user a line, in the order of the histories. */
  readonly output: string;
  readonly plan: DecodePlan;
  /** Items of a history that were read. */
  readonly maxItems: number;
  /** Users whose history is too short to hold two items out. */
  readonly tooShort: number;
  /** Interactions left out, as their items have no SID. */
  readonly unknown: number;
}

/**
 * Decodes the held-out item of every user with a saved model and measures it, item by item and SID
 * by SID. Throws the problems of `readModel`, of `decode` and of `evaluationSplit`.
 */
export async function decodeRetriever(
  run: Step,
  request: DecodeRequest,
  options: Pick<DecodeOptions, 'signal' | 'onProgress'> = {},
): Promise<DecodedRetriever> {
  const { sids, itemIds, part, beam, doubling, constrained } = request;
  const saved = readModel(request.model);
  const model = { ...saved, vocabulary: vocabularyFor(saved, sids) };
  const { split, unknown } = evaluationSplit(request.histories);
  const maxItems = saved.maxItems ?? DEFAULT_RETRIEVER.maxItems;
  const samples = heldOutSamples(split, part, maxItems);
  const trie = buildTrie(sids);
  const groups = popularityGroups(trainingCounts(split, sids.rows));
  const evaluation = new SidEvaluation(trie, sids, groups);
  const predictions: ForgePrediction[] = [];
  const beams = { beam, doubling, constrained };
  const plan = await decode(
    run,
    model,
    { sids, trie },
    samples,
    { ...options, ...beams },
    ({ sample, levels }) => {
      const ranking = (levels.at(-1) ?? []).map(({ codes }) => codes);
      const target = split.histories.rows[samples.targets[sample]!]!;
      evaluation.add({
        ranking,
        targets: Uint32Array.of(target),
        historyLength: itemsBefore(samples, sample),
      });
      predictions[sample] = {
        answers: [itemIds[target]!],
        generated: forgeTexts(ranking, sids),
      };
    },
  );
  const output = writeForgeOutput(predictions);
  return { report: evaluation.report(), output, plan, maxItems, tooShort: split.tooShort, unknown };
}
