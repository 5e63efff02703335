import { beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../../../problem';
import { mergeTrained } from '../reuse';
import { SLICE, resultFixture } from '../runs/runs.fixture';
import { openSample } from '../sample';
import { getState, setState } from '../store';
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
const data = {
  openKept: vi.fn(async () => SHARD),
  slice: vi.fn(async () => ({ ...SLICE, vectors: new Float32Array(12) })),
};
vi.mock('../clients', () => ({
  dataClient: async () => data,
  engineClient: async () => ({ load: async () => undefined, adopt: async () => undefined }),
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

const trained = mergeTrained(null, resultFixture());
const request = { ...SLICE.request, where: 'year > 1990', sample: 6 };

beforeEach(() => {
  vi.clearAllMocks();
  sessions.clear();
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
  await vi.waitFor(() => expect(sessions.get('d2')).toEqual({ request, last: null }));
  await openKept('d3');
  expect(recallDataset()).toBe('d3');
  setStorage({ keptId: null });
  expect(recallDataset()).toBeNull();
});
