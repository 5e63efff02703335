import { Float64, Table, TimestampMillisecond, Uint32, Vector, makeData } from 'apache-arrow';
import { utf8Vector } from '../../dataset/utf8-vector';
import { codeString } from '../../sid/code-string';
import { countCodes } from '../../sid/metrics';
import { deeperPrefixes, noPrefixes } from '../../sid/prefixes';
import type { ResultTables, RunRow, SidRows } from './types';

/**
 * The tables of results by name: `sids` (row_number, item_id, title and category of items without a file's
 * table, c1..cL, sid, bucket_size), `buckets` (sid, items), `codes` (level, code, items; dead codes too) and `runs`.
 */
export function resultTables({ sids, runs }: ResultTables): Map<string, Table> {
  const tables = new Map([['runs', runsTable(runs)]]);
  if (sids) for (const [name, table] of sidTables(sids)) tables.set(name, table);
  return tables;
}

function sidTables(items: SidRows): [string, Table][] {
  const { ids, titles, categories, rowNumbers, codebookSizes, codes } = items;
  const rows = ids.length;
  const prefixes = codes.reduce(deeperPrefixes, noPrefixes(rows));
  const { counts, firstRows } = prefixes;
  const sidOf = (row: number) => codeString(codes.map((level) => level[row] ?? 0));
  const names = Array.from(firstRows, sidOf);
  const levels = Object.fromEntries(codes.map((level, l) => [`c${l + 1}`, whole(level)]));
  const used = codes.map((level, l) => countCodes(level, codebookSizes[l] ?? 0));
  const perCode = (value: (level: number, code: number) => number) =>
    whole(used.flatMap((level, l) => Array.from(level, (_, code) => value(l, code))));
  return [
    [
      'sids',
      new Table({
        row_number: whole(rowNumbers),
        item_id: utf8Vector(ids),
        ...(titles.length > 0 ? { title: utf8Vector(titles) } : {}),
        ...(categories.length > 0 ? { category: utf8Vector(categories) } : {}),
        ...levels,
        sid: utf8Vector(Array.from(prefixes.ids, (id) => names[id] ?? '')),
        bucket_size: whole(prefixes.ids.map((id) => counts[id] ?? 0)),
      }),
    ],
    ['buckets', new Table({ sid: utf8Vector(names), items: whole(counts) })],
    [
      'codes',
      new Table({
        level: perCode((level) => level + 1),
        code: perCode((_level, code) => code),
        items: perCode((level, code) => used[level]?.[code] ?? 0),
      }),
    ],
  ];
}

const FIGURES = [
  'bits',
  'dim',
  'unique_ratio',
  'items_in_collision',
  'max_bucket',
  'sid_entropy',
  'forge_gini',
  'reconstruction',
  'seconds',
] as const;

function runsTable(runs: readonly RunRow[]): Table {
  const text = (key: 'name' | 'method' | 'shape' | 'file' | 'adapter') =>
    utf8Vector(runs.map((run) => run[key]));
  const figures = FIGURES.map((key) => [key, figure(runs.map((run) => run[key]))] as const);
  return new Table({
    // Runs that are not stored have negative numbers.
    run: figure(runs.map(({ run }) => run)),
    name: text('name'),
    at: time(runs.map(({ at }) => at)),
    method: text('method'),
    shape: text('shape'),
    file: text('file'),
    items: whole(runs.map(({ items }) => items)),
    ...Object.fromEntries(figures),
    adapter: text('adapter'),
  });
}

const whole = (values: readonly number[] | Uint32Array) =>
  new Vector([
    makeData({ type: new Uint32(), length: values.length, data: Uint32Array.from(values) }),
  ]);

/** What is not known is null. By hand: Arrow's builders evaluate text, which the page forbids. */
const figure = (values: readonly number[]) => {
  const data = Float64Array.from(values);
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  data.forEach((value, at) => {
    if (Number.isNaN(value)) nullCount += 1;
    else nullBitmap[at >> 3] = (nullBitmap[at >> 3] ?? 0) | (1 << (at & 7));
  });
  const type = new Float64();
  return new Vector([makeData({ type, length: data.length, data, nullBitmap, nullCount })]);
};

function time(milliseconds: readonly number[]) {
  const data = BigInt64Array.from(milliseconds, (ms) => BigInt(Math.round(ms)));
  return new Vector([makeData({ type: new TimestampMillisecond(), length: data.length, data })]);
}
