import { historiesHash } from '../../../retriever/split/histories-hash';
import type { Sids } from '../../../sid/types';
import { plural } from '../../widgets/format';
import type { ModelRecall } from '../runs/record';
import { codesOf, joinModelRecall } from '../runs/runs-actions';
import { getRuns } from '../runs/runs-store';
import type { SliceInUse } from '../store';
import { runsOfRows } from './measure-proxies';
import { decodedName, type DecodedRow } from './decode-store';
import type { TrainedModel } from './model-store';
import { CHECKED_K } from './proxies';

interface Decoding {
  readonly row: DecodedRow;
  readonly options: Parameters<typeof decodedName>[0];
  readonly trained: TrainedModel | null;
}

/** What of a decoding proxies are held against; null for another part, or a beam below K. */
export function modelRecallOf({ row, options, trained }: Decoding): ModelRecall | null {
  const { all } = row.report.items;
  const recall = all.atK.find(({ k }) => k === CHECKED_K)?.recall ?? null;
  if (row.part !== 'test' || recall === null) return null;
  const own = trained?.file === row.model.file ? trained : null;
  return {
    histories: historiesHash(row.histories),
    how: decodedName(options, null),
    model: own
      ? `${plural(own.result.plan.parameters, 'parameter')}, ${plural(own.config.epochs, 'epoch')}`
      : row.model.name,
    ...{ recall, users: all.n },
  };
}

/** Keeps the recall with every kept run of these rows that has the very SIDs. */
export async function keepModelRecall(
  sids: Sids,
  slice: Pick<SliceInUse, 'fingerprint'>,
  measured: ModelRecall,
): Promise<void> {
  for (const { id, config } of runsOfRows(getRuns().runs, slice)) {
    if (config.codebookSizes.join() !== sids.codebookSizes.join()) continue;
    const codes = await codesOf(id);
    if (!codes?.every((level, l) => level.every((code, row) => code === sids.codes[l]?.[row]))) {
      continue;
    }
    // As it is now: it may have been renamed meanwhile.
    const run = getRuns().runs.find((other) => other.id === id);
    if (run) await joinModelRecall(run, measured);
  }
}
