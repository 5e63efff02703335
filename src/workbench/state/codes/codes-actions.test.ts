import { beforeEach, expect, test, vi } from 'vitest';
import { encodeNpz } from '../../../dataset/formats/npz-write';
import { createDataHandlers } from '../../../worker/data-handlers';
import { createEngineHandlers } from '../../../worker/engine-handlers';
import { applyRows, openFiles } from '../data-actions';
import { startEngine } from '../engine-start';
import { openDropped } from '../open-dropped';
import { markSample } from '../sample-shard';
import { getState, lacksVectors, setState } from '../store';
import { openRefused, openVectorsOfCodes, putOnRows, readCodesAgain } from './codes-actions';
import { useCodes } from './codes-store';

// The real ones, in this thread and on the CPU device.
const workers = vi.hoisted((): { data: unknown; engine: unknown } => ({
  data: null,
  engine: null,
}));
vi.mock('../clients', () => ({
  dataClient: async () => Promise.resolve(workers.data),
  engineClient: async () => Promise.resolve(workers.engine),
}));
vi.mock('../keep-finished', () => ({ keepFinished: vi.fn() }));

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });

const file = (content: Uint8Array | string, name: string) =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], name);

const shard = () =>
  file(
    encodeNpz({
      ids: { data: Int32Array.of(100, 101, 102, 103), shape: [4] },
      embeds: { data: Float32Array.of(1, 0, 2, 0, 0, 3, 0, 4), shape: [4, 2] },
    }),
    'shard.npz',
  );
const codes = (ids: readonly number[], name = 'codes.csv') =>
  file(`item_id,c1,c2\n${ids.map((id) => `${id},${id % 4},1`).join('\n')}\n`, name);
const titles = () => file('item_id,title,category\n101,One,x\n102,Two,y\n', 'titles.csv');

const ALL = [103, 102, 101, 100];

beforeEach(async () => {
  workers.data = createDataHandlers();
  workers.engine = createEngineHandlers();
  useCodes.setState({ inUse: null, refused: null });
  setState({ shard: null, slice: null, request: null, trained: null, dataProblem: null });
  await startEngine('cpu');
  await openFiles([shard()]);
  await applyRows();
});

const rowsInUse = () => ({ ids: getState().slice?.ids, isAlone: lacksVectors(getState()) });
const codesFrom = () => getState().trained?.source?.codesFrom;

test('codes of all rows in use are a run on them, with figures of refitted codewords', async () => {
  await openDropped([codes(ALL)]);
  expect(getState().dataProblem).toBeNull();
  expect(rowsInUse()).toEqual({ ids: ['100', '101', '102', '103'], isAlone: false });
  expect(codesFrom()).toBe('codes.csv');
  expect(getState().trained?.levels[0]?.codes).toEqual(Uint32Array.of(0, 1, 2, 3));
  expect(getState().trained?.levels[0]?.residualEnergy).toBeLessThan(0.01);
  expect(getState().draft.levels).toBe(2);
});

test('codes of other items are refused, and shown alone if that is asked for', async () => {
  const { slice } = getState();
  await openDropped([codes([102, 103, 104], 'other.csv')]);
  expect(getState().dataProblem?.code).toBe('CODES_ROWS');
  expect(getState().slice).toBe(slice);
  expect(codesFrom()).toBeUndefined();
  await openRefused();
  expect(getState().dataProblem).toBeNull();
  expect(rowsInUse()).toEqual({ ids: ['102', '103', '104'], isAlone: true });
  expect(codesFrom()).toBe('other.csv');
  expect(getState().trained?.levels[0]?.residualEnergy).toBeNaN();
  expect(getState().engine).toMatchObject({ status: 'ready', loaded: false });
});

test('they take the place of the bundled sample, which nobody chose', async () => {
  const sample = getState().shard;
  if (sample) markSample(sample);
  await openDropped([codes([102, 103, 104])]);
  expect(getState().dataProblem).toBeNull();
  expect(rowsInUse()).toEqual({ ids: ['102', '103', '104'], isAlone: true });
});

test('names that were opened beside codes stay with them: read again, and on vectors', async () => {
  await openDropped([codes([...ALL, 104])]);
  await putOnRows();
  expect(rowsInUse().isAlone).toBe(false);
  await openDropped([codes([...ALL, 104], 'more.csv'), titles()]);
  expect(getState().slice?.titles).toEqual(['100', 'One', 'Two', '103']);
  expect(getState().slice?.categories).toEqual(['', 'x', 'y', '']);
});

test('names that were opened after codes alone stay with them, too', async () => {
  await openDropped([codes([...ALL.slice(1), 104])]);
  await openRefused();
  await openDropped([titles()]);
  expect(getState().slice?.titles).toEqual(['Two', 'One', '100', '104']);
  await readCodesAgain({ codebookSizes: [8, 8] });
  expect(getState().trained?.levels[1]?.codebookSize).toBe(8);
  expect(getState().slice?.titles).toEqual(['Two', 'One', '100', '104']);

  const three = encodeNpz({
    ids: { data: Int32Array.of(100, 101, 102), shape: [3] },
    embeds: { data: Float32Array.of(1, 0, 2, 0, 0, 3), shape: [3, 2] },
  });
  await openVectorsOfCodes([file(three, 'three.npz')]);
  expect(rowsInUse()).toEqual({ ids: ['100', '101', '102'], isAlone: false });
  expect(getState().slice?.titles).toEqual(['100', 'One', 'Two']);
  expect(getState().trained?.levels[1]?.codebookSize).toBe(8);
});

test('codes and vectors opened together: rows first, then the codes on them', async () => {
  setState({ shard: null, slice: null, request: null });
  await openDropped([codes(ALL), shard()]);
  expect(getState().dataProblem).toBeNull();
  expect(rowsInUse()).toEqual({ ids: ['100', '101', '102', '103'], isAlone: false });
  expect(codesFrom()).toBe('codes.csv');
});

test('a file that cannot be read leaves all as it was', async () => {
  const before = getState().slice;
  for (const [text, code] of [
    ['item_id,SID\n1,"1,2"\n2,"1"\n', 'SID_LEVELS'],
    ['item_id,SID\n', 'CODES_FILE'],
    ['{"1":["<a_1>"],"2":["<a_99999999>"]}', 'SID_RANGE'],
  ] as const) {
    await openDropped([file(text, 'bad.csv')]);
    expect(getState().dataProblem?.code).toBe(code);
    expect(getState().slice).toBe(before);
  }
});
