import { toProblemDetail } from '../../problem';
import { historyPairs } from '../../sid/history-pairs';
import type { MatchedPairs } from '../../worker/protocol';
import { dataClient, engineClient } from './clients';
import { read } from './data-actions';
import { useHistories } from './histories/histories-store';
import { contrastOn, type PairsInUse, type PairsOrigin } from './pairs';
import { editDraft, getState, setState, type WorkbenchState } from './store';

/** Whether there is a shard in the engine that pairs could join. */
export function canTakePairs({ engine, slice }: WorkbenchState): boolean {
  return slice !== null && engine.status === 'ready' && engine.loaded;
}

/** Pairs of item ids from a file; on failure those of before stay. */
export async function openPairsFile(file: File): Promise<boolean> {
  const found = await read(
    'pairs',
    `Opening ${file.name}`,
    async (options) => (await dataClient()).pairsFromFile(file, options),
    (pairsProblem) => setState({ pairsProblem }),
  );
  return found !== null && handOver(found, file.name, file);
}

/** Pairs of items that stand close in the open histories; on failure those of before stay. */
export async function takeHistoryPairs(window: number): Promise<boolean> {
  const { histories } = useHistories.getState();
  if (!histories) return false;
  try {
    const pairs = historyPairs(histories, window);
    const found = { pairs, total: pairs.length / 2, unknown: 0, same: 0 };
    return await handOver(found, `histories, at most ${window} places apart`, { window });
  } catch (error) {
    setState({ pairsProblem: toProblemDetail(error) });
    return false;
  }
}

/** Gives pairs to the engine. A contrast that is on goes on with them. */
async function handOver(
  { pairs, ...counts }: MatchedPairs,
  source: PairsInUse['source'],
  origin: PairsOrigin,
): Promise<boolean> {
  const { slice } = getState();
  const count = pairs.length / 2;
  try {
    const fingerprint = await (await engineClient()).loadPairs({ pairs });
    // Rows that were chosen meanwhile are not those that the pairs join.
    if (getState().slice !== slice) return false;
    const inUse: PairsInUse = { ...counts, fingerprint, count, source, origin };
    setState(({ draft }) => {
      const { contrastive } = draft.rqvae;
      const next = contrastive && contrastOn(inUse, contrastive);
      return { pairs: inUse, draft: { ...draft, rqvae: { ...draft.rqvae, contrastive: next } } };
    });
    return true;
  } catch (error) {
    setState({ pairsProblem: toProblemDetail(error) });
    return false;
  }
}

/** Switches the contrast on the pairs at hand on or off. */
export function switchContrast(isOn: boolean): void {
  const { pairs, draft } = getState();
  if (isOn && !pairs) return;
  const contrastive = isOn && pairs ? contrastOn(pairs, null) : null;
  editDraft({ rqvae: { ...draft.rqvae, contrastive } });
}
