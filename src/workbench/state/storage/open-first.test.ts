import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../../problem';
import { DEFAULT_POLICIES } from '../../../sid/policies/policy-config';
import { suffix } from '../../../sid/policies/suffix';
import { initialDraft } from '../draft';
import { forgetHistories, openHistories } from '../histories/histories-actions';
import { useHistories } from '../histories/histories-store';
import { takeHistoryPairs } from '../pairs-actions';
import { outcomeOf } from '../policy/outcome.fixture';
import { appliedPolicy } from '../policy/policy-actions';
import { getPolicy, setPolicy } from '../policy/policy-store';
import { mergeTrained } from '../reuse';
import { SLICE, resultFixture } from '../runs/runs.fixture';
import { openSample } from '../sample';
import { getState, setState } from '../store';
import { followBeside, keepOpenBeside } from './follow-beside';
import { followSession } from './follow-session';
import { rememberDataset, recallDataset } from './last-dataset';
import { openFirst, openKept } from './open-first';
import type { Session } from './session';
import { getStorage, setStorage } from './storage-store';

const SHARD = {
  name: SLICE.name,
  rowNumber: 'row_number',
  bytes: 100,
  rows: 6,
  columns: [{ name: 'embedding', kind: 'vector', type: '<f4', dim: 2 }],
  mapping: SLICE.request.mapping,
  preview: [],
  skipped: null,
} as const;

const sessions = new Map<string, Session>();
/** Kept beside the dataset. */
const beside = new Map<string, File>();
const HISTORIES = {
  summary: { name: 'users.jsonl' },
  users: ['u'],
  starts: Uint32Array.of(0, 6),
  rows: Uint32Array.of(0, 1, 2, 3, 4, 5),
};
const engine = {
  load: async () => undefined,
  adopt: async () => undefined,
  loadPairs: vi.fn(async () => 'pairs-1'),
};
const data = {
  keptBeside: async ({ kind }: { kind: string }) => beside.get(kind) ?? null,
  keepBeside: vi.fn(async ({ kind, file }: { kind: string; file: File }) => {
    beside.set(kind, file);
  }),
  openHistories: vi.fn(async () => HISTORIES),
  matchHistories: async () => HISTORIES,
  pairsFromFile: vi.fn(async () => ({
    pairs: Uint32Array.of(0, 1),
    total: 1,
    unknown: 0,
    same: 0,
  })),
  openKept: vi.fn(async () => SHARD),
  slice: vi.fn(async () => ({ ...SLICE, vectors: new Float32Array(12) })),
};
vi.mock('../clients', () => ({
  dataClient: async () => data,
  engineClient: async () => engine,
}));
vi.mock('../sample', () => ({ openSample: vi.fn(async () => undefined) }));
vi.mock('../runs/opened-database', () => ({
  database: async () => ({
    session: async (id: string) => sessions.get(id) ?? null,
    saveSession: async (id: string, session: Session) => void sessions.set(id, session),
  }),
}));

const values = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => values.get(key) ?? null,
  setItem: (key: string, value: string) => void values.set(key, value),
  removeItem: (key: string) => void values.delete(key),
});
followSession();
followBeside();

const trained = mergeTrained(null, resultFixture());
const request = { ...SLICE.request, where: 'year > 1990', sample: 6 };

beforeEach(() => {
  vi.clearAllMocks();
  sessions.clear();
  beside.clear();
  forgetHistories();
  setPolicy({ chosen: 'knnCap', drafts: DEFAULT_POLICIES, applied: null });
  setState({ engine: { status: 'ready', info: resultFixture().info, loaded: true }, pairs: null });
  setStorage({ keptId: null, problem: null });
  values.clear();
  setState({ shard: null, slice: null, request: null, trained: null, dataProblem: null });
});

it('begins with the sample where nothing is kept', async () => {
  await openFirst();
  expect(openSample).toHaveBeenCalled();
  expect(data.openKept).not.toHaveBeenCalled();
});

it('goes back to the kept dataset, its request and its last run', async () => {
  rememberDataset('d1');
  sessions.set('d1', { request, last: { fingerprint: SLICE.fingerprint, trained } });
  await openFirst();
  expect(openSample).not.toHaveBeenCalled();
  expect(data.slice).toHaveBeenCalledWith(request, expect.anything());
  expect(getState().trained?.levels).toEqual(trained.levels);
  expect(getStorage().keptId).toBe('d1');
});

it('one that is gone is told, and forgotten by the next reload', async () => {
  rememberDataset('d1');
  data.openKept.mockRejectedValueOnce(new Problem('DATASET_GONE', 'It is gone.', 'Open it.'));
  await openFirst();
  expect(getState().dataProblem?.code).toBe('DATASET_GONE');
  expect(recallDataset()).toBeNull();
});

it('notes rows and runs of a kept dataset as they change, and of no other', async () => {
  setState({ shard: SHARD, slice: SLICE, trained });
  setStorage({ keptId: 'd2' });
  expect(recallDataset()).toBe('d2');
  await vi.waitFor(() => expect(sessions.get('d2')?.last?.trained).toBe(trained));
  setState({ slice: { ...SLICE, request }, trained: null });
  await vi.waitFor(() => expect(sessions.get('d2')).toMatchObject({ request, last: null }));
  await openKept('d3');
  expect(recallDataset()).toBe('d3');
  setStorage({ keptId: null });
  expect(recallDataset()).toBeNull();
});

describe('what stood beside the items', () => {
  const file = new File(['{}'], 'users.jsonl');
  const session = { request, last: { fingerprint: SLICE.fingerprint, trained } };
  const outcome = outcomeOf(trained.levels, DEFAULT_POLICIES.suffix, suffix);

  it('is noted, and the files are copied, as soon as the dataset is kept', async () => {
    setState({ shard: SHARD, slice: SLICE, trained });
    await openHistories(file, { ofSample: true });
    expect(data.keepBeside).not.toHaveBeenCalled();
    setStorage({ keptId: 'd1' });
    await keepOpenBeside();
    setPolicy({ chosen: 'suffix', applied: { trained, depth: 2, outcome } });
    await vi.waitFor(() =>
      expect(sessions.get('d1')).toMatchObject({
        histories: { ofSample: true },
        policy: { chosen: 'suffix', applied: { depth: 2, outcome } },
        pairs: null,
      }),
    );
    expect(beside.get('histories')).toBe(file);
    await takeHistoryPairs(3);
    await vi.waitFor(() =>
      expect(sessions.get('d1')?.pairs).toEqual({ from: 'histories', window: 3 }),
    );
  });

  it('comes back: settings, policy, histories, and pairs of them', async () => {
    rememberDataset('d1');
    beside.set('histories', file);
    const draft = { ...initialDraft(trained.config), levels: 2, seed: 99 };
    const policy = { ...getPolicy(), chosen: 'suffix', applied: { depth: 2, outcome } } as const;
    const histories = { ofSample: true };
    sessions.set('d1', {
      ...session,
      draft,
      policy,
      histories,
      pairs: { from: 'histories', window: 3 },
    });
    await openFirst();
    expect(getState().draft).toEqual(draft);
    expect(appliedPolicy()).toBe(outcome);
    await vi.waitFor(() => expect(getState().pairs?.fingerprint).toBe('pairs-1'));
    expect(useHistories.getState()).toMatchObject({ histories: HISTORIES, file, ofSample: true });
    expect(getState().pairs?.origin).toEqual({ window: 3 });
  });

  it('pairs of a file come of its copy, once the engine holds the rows', async () => {
    rememberDataset('d1');
    beside.set('pairs', new File([], 'pairs.npz'));
    setState({ engine: { status: 'starting' } });
    sessions.set('d1', { ...session, pairs: { from: 'file' } });
    await openFirst();
    expect(data.pairsFromFile).not.toHaveBeenCalled();
    setState({ engine: { status: 'ready', info: resultFixture().info, loaded: true } });
    await vi.waitFor(() => expect(getState().pairs?.source).toBe('pairs.npz'));
    expect(data.keepBeside).toHaveBeenLastCalledWith(expect.objectContaining({ kind: 'pairs' }));
  });

  it('is still noted while it is on its way, and given up with other rows', async () => {
    rememberDataset('d1');
    setState({ engine: { status: 'starting' } });
    sessions.set('d1', { ...session, pairs: { from: 'file' } });
    await openFirst();
    setState({ draft: initialDraft() });
    await vi.waitFor(() => expect(sessions.get('d1')?.draft).toEqual(initialDraft()));
    expect(sessions.get('d1')?.pairs).toEqual({ from: 'file' });
    setState({ slice: { ...SLICE } });
    await vi.waitFor(() => expect(sessions.get('d1')?.pairs).toBeNull());
    expect(data.pairsFromFile).not.toHaveBeenCalled();
  });

  it('a session of an earlier version of the page brings levels alone', async () => {
    rememberDataset('d1');
    sessions.set('d1', session);
    await openFirst();
    expect(getState().trained?.levels).toEqual(trained.levels);
    expect(appliedPolicy()).toBeNull();
    expect(data.openHistories).not.toHaveBeenCalled();
  });
});
