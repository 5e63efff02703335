import { Problem, throwIfCancelled } from '../../problem';
import { prepareAttention, prepareNn } from '../../nn/kernels';
import type { Step } from '../../nn/step';
import type { Trie } from '../../sid/trie';
import type { Sids } from '../../sid/types';
import { attendPath } from '../kernels/attend-path';
import { MAX_POSITIONS } from '../kernels/layout';
import { selectBeams } from '../kernels/select-beams';
import { batchCount, batchMembers, orderedBatches } from '../samples/batches';
import { inputItems, type Samples } from '../samples/samples';
import { tokenBatch } from '../samples/token-batch';
import type { Vocabulary } from '../samples/vocabulary';
import type { T5Config } from '../t5/config';
import type { T5Weights } from '../t5/model-file';
import { beamWidths, type BeamOptions } from './beam-plan';
import { BeamSearch, type LevelLogits } from './beam-search';
import { DeviceModel, layoutOf } from './device-model';
import { trieLengths, uploadTrie } from './device-trie';
import { beamsAfter, type Beam } from './paths';
import { planDecode, type DecodePlan } from './plan-decode';

/** A model with the tokens that it reads and writes. */
export interface DecodingModel {
  readonly config: T5Config;
  readonly weights: T5Weights;
  readonly vocabulary: Vocabulary;
}

/** The catalogue that is decoded into. */
export interface Catalogue {
  readonly sids: Sids;
  /** Of `sids`. */
  readonly trie: Trie;
}

export interface DecodedUser {
  /** Index into the samples. */
  readonly sample: number;
  /** Beams after every level, best first; those after the last are the ranking. */
  readonly levels: readonly (readonly Beam[])[];
}

export interface DecodeOptions extends BeamOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Told what every level of every block of users chose from; costs a wait each. */
  readonly watch?: (level: number, logits: LevelLogits) => void;
}

/**
 * Decodes the next item's SID for every sample, greedily (beam 1) or by a beam. A beam's score is
 * the sum of log-probabilities, each over the codes of its level. Users come shortest input first,
 * to `receive`. Equal inputs give equal results, whatever the blocks. Returns the plan that was
 * followed. Throws `RETRIEVER_SHAPE`, `RETRIEVER_BEAM`, `RETRIEVER_MEMORY`, `CANCELLED`, `GPU_LOST`.
 */
export async function decode(
  run: Step,
  model: DecodingModel,
  { sids, trie }: Catalogue,
  samples: Samples,
  options: DecodeOptions,
  receive: (user: DecodedUser) => void,
): Promise<DecodePlan> {
  const { device } = run;
  const { vocabulary } = model;
  checkLevels(vocabulary, sids);
  const widths = beamWidths(vocabulary.codebookSizes, trie, options);
  const total = samples.targets.length;
  const plan = planDecode(device.info, model, widths, {
    ...{ users: total, longest: longestInput(vocabulary, samples), trie: trieLengths(trie) },
  });
  await prepareDecode(run, layoutOf(model.config, vocabulary).headCols);
  const arena = device.arena('decoding');
  try {
    const search = new BeamSearch(
      device,
      arena,
      {
        ...{ model: new DeviceModel(device, arena, model), weights: model.weights, vocabulary },
        ...{ trie: uploadTrie(device, arena, trie), constrained: options.constrained },
      },
      plan,
    );
    const batches = orderedBatches(samples, plan.usersPerBlock);
    let done = 0;
    for (let batch = 0; batch < batchCount(batches); batch++) {
      throwIfCancelled(options.signal);
      const members = batchMembers(batches, batch);
      const inputs = tokenBatch(vocabulary, sids, samples, members);
      const block = await search.run(run, inputs, options.watch);
      for (const [user, sample] of members.entries()) {
        const levels = widths.map((_, level) => beamsAfter(block, user, level));
        receive({ sample, levels });
      }
      done += members.length;
      options.onProgress?.(done, total);
    }
    return plan;
  } finally {
    arena.dispose();
  }
}

async function prepareDecode({ device }: Step, headCols: number): Promise<void> {
  const masks = [0, 1].map((CONSTRAINED) =>
    device.prepare(selectBeams, { ...selectBeams.overrides, CONSTRAINED }),
  );
  await Promise.all([
    prepareNn(device),
    prepareAttention(device, { headCols, backward: false }),
    device.prepare(attendPath, attendPath.overrides),
    ...masks,
  ]);
}

/** Tokens of the longest input: the user's, the items', the end. */
function longestInput({ userBuckets, codebookSizes }: Vocabulary, samples: Samples): number {
  let items = 0;
  for (let i = 0; i < samples.targets.length; i++) items = Math.max(items, inputItems(samples, i));
  return items * codebookSizes.length + (userBuckets > 0 ? 2 : 1);
}

/** Every code of the catalogue must have its token. */
function checkLevels({ codebookSizes }: Vocabulary, sids: Sids): void {
  const list = (sizes: readonly number[]) => sizes.join(', ');
  if (codebookSizes.length > MAX_POSITIONS) {
    throw otherLevels(
      `The model has ${codebookSizes.length} levels; up to ${MAX_POSITIONS} can be decoded.`,
    );
  }
  const fits = (codes: Uint32Array, level: number) =>
    codes.every((code) => code < codebookSizes[level]!);
  if (sids.codes.length === codebookSizes.length && sids.codes.every(fits)) return;
  throw otherLevels(
    `The model knows levels of ${list(codebookSizes)} codes, the items’ SIDs are of levels of ${list(sids.codebookSizes)}.`,
  );
}

function otherLevels(message: string): Problem {
  return new Problem(
    'RETRIEVER_SHAPE',
    message,
    'Decode with the SIDs that the model was trained on.',
  );
}
