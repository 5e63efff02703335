import { categoryPurity } from '../../../sid/purity';
import { hitratePairs } from '../../../sid/history-pairs';
import type { Histories } from '../../../dataset/histories/types';
import type {
  BaselineMethod,
  CallOptions,
  EngineApi,
  StepProgress,
} from '../../../worker/protocol';
import { categoryIds } from '../../../sid/category-ids';
import { engineStep } from '../engine-step';
import { useHistories } from '../histories/histories-store';
import { occupyEngine } from '../occupy-engine';
import { sidsOfRun, type ProxyData, type ProxyFigures, type RunRecord } from '../runs/record';
import { codesOf, joinProxyFigures } from '../runs/runs-actions';
import { getRuns } from '../runs/runs-store';
import { getState, type SliceInUse } from '../store';
import { historiesHash } from '../../../retriever/split/histories-hash';
import { ENOUGH } from '../../../retriever/baselines/methods';
import { CHECKED_K, figuresOf } from './proxies';

/** The widest lookup: it leaves no user to the full search, which would blur what SIDs do. */
const LOOKUP: BaselineMethod = {
  kind: 'sid-lookup',
  profile: 'last-5',
  expansion: { kind: 'layered', enough: ENOUGH },
};

/** The kept runs of the rows in use. */
export function runsOfRows(
  runs: readonly RunRecord[],
  slice: Pick<SliceInUse, 'fingerprint'> | null,
): RunRecord[] {
  return runs.filter(({ data }) => data.fingerprint === slice?.fingerprint);
}

/** What figures are of: these histories, and the category column of the rows. */
export function proxyData(
  histories: Histories,
  { request }: Pick<SliceInUse, 'request'>,
): ProxyData {
  return { histories: historiesHash(histories), category: request?.mapping.category ?? null };
}

/** Measures hitrate, purity and recall of every kept run of these rows; those measured before stay. */
export function measureProxies(): Promise<void> {
  return occupyEngine(measure);
}

async function measure(controller: AbortController): Promise<void> {
  const { slice } = getState();
  const { histories } = useHistories.getState();
  if (!slice || !histories) return;
  const of = proxyData(histories, slice);
  const runs = runsOfRows(getRuns().runs, slice);
  await engineStep('proxies', 'Checking proxies', controller, async (engine, options) => {
    for (const [i, run] of runs.entries()) {
      if (figuresOf(run, of)) continue;
      const onProgress = ({ phase }: StepProgress) =>
        options.onProgress?.({ phase: `Run ${run.id}: ${phase}`, done: i, total: runs.length });
      const found = await measured(run, slice, histories, engine, { ...options, onProgress });
      // As it is now: it may have been renamed meanwhile.
      const kept = getRuns().runs.find(({ id }) => id === run.id);
      if (found && kept) await joinProxyFigures(kept, { ...of, ...found });
    }
  });
}

/** null where the run's codes are gone. */
async function measured(
  run: RunRecord,
  slice: SliceInUse,
  histories: Histories,
  engine: EngineApi,
  options: CallOptions<StepProgress>,
): Promise<Omit<ProxyFigures, keyof ProxyData> | null> {
  const codes = await codesOf(run.id);
  if (!codes) return null;
  const sids = sidsOfRun(run, codes);
  // Refitted codewords are means: by L2 each is nearest to what it is the mean of.
  const config = { ...run.config, distance: 'l2' as const };
  const levels = await engine.refitCodebooks({ config, sids });
  const pairs = hitratePairs(histories);
  const { reconstructed } = await engine.embeddingHitrate(
    { config, center: null, levels, pairs },
    options,
  );
  const { starts, rows } = histories;
  const request = {
    ...{ method: LOOKUP, histories: { starts, rows }, part: 'test' as const, excludeSeen: false },
    ...{ sids, quantizer: { config, levels, learned: null, center: null } },
  };
  const { items } = await engine.evaluateBaseline(request, options);
  const hasCategory = slice.categories.length > 0;
  return {
    hitrate: reconstructed.find(({ k }) => k === CHECKED_K)?.hitrate ?? 0,
    purity: hasCategory
      ? (categoryPurity(sids, categoryIds(slice.categories)).depths[0]?.purity ?? null)
      : null,
    recall: items.all.atK.find(({ k }) => k === CHECKED_K)?.recall ?? null,
    users: items.all.n,
  };
}
