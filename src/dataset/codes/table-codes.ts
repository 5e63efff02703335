import { readCommaSids } from '../../sid/notations/comma';
import { readDashSids } from '../../sid/notations/dash';
import { readForgeTokens } from '../../sid/notations/forge-tokens';
import { readColumn, toItemSids } from '../../sid/notations/item-sids';
import { cellText, codeOf, type CodeLayout } from './code-layout';
import { idOf, type CodeTable } from './code-table';
import type { CodedItems, CodesNotation, CodesOptions } from './types';

type Coded = Pick<CodedItems, 'ids' | 'sids' | 'notation' | 'byRow' | 'offset' | 'blank'>;

/** What the rows hold, blank ones left out. */
interface Cells<Value> {
  readonly ids: string[];
  readonly values: Value[];
  blank: number;
}

/**
 * The SIDs of a table. Rows whose codes are blank are left out and counted. Throws `CODES_ROW`, `SID_SYNTAX`,
 * `SID_LEVELS`, `SID_RANGE`, `SID_ITEM_TWICE`, `SID_OFFSET`.
 */
export async function readTableCodes(
  table: CodeTable,
  layout: CodeLayout,
  options: CodesOptions,
  signal?: AbortSignal,
): Promise<Coded> {
  const { id, codes } = layout;
  const byRow = id === null;
  const wanted = codes.kind === 'columns' ? codes.names : [codes.name];
  const rows = table.rows(byRow ? wanted : [...wanted, id], signal);
  if (codes.kind === 'text') {
    const cells = await gather(rows, byRow, ([cell]) => unbracketed(cellText(cell)) || null);
    return { ...textSids(cells, options), byRow, blank: cells.blank };
  }
  const isList = codes.kind === 'list';
  const cells = await gather(rows, byRow, (values) => {
    const list = isList ? (values[0] as readonly unknown[] | null | undefined) : values;
    if (!list) return null;
    if (!Array.isArray(list)) return [Number.NaN];
    const numbers = list.slice(0, isList ? undefined : wanted.length).map(codeOf);
    return numbers.includes(null) ? null : (numbers as number[]);
  });
  const { ids, values } = cells;
  const columns = readColumn({
    itemIds: ids,
    codesOf: (row) => (values[row]!.some(Number.isNaN) ? null : values[row]!),
    textOf: (row) => JSON.stringify(values[row]).replaceAll('null', '?'),
    example: '[12, 7, 201]',
  });
  const { sids } = toItemSids(ids, columns, options.codebookSizes);
  const notation = isList ? listNotation(id) : columnsNotation(wanted);
  return { ids, sids, notation, byRow, offset: null, blank: cells.blank };
}

async function gather<Value>(
  rows: AsyncIterable<readonly unknown[]>,
  byRow: boolean,
  valueOf: (cells: readonly unknown[]) => Value | null,
): Promise<Cells<Value>> {
  const cells: Cells<Value> = { ids: [], values: [], blank: 0 };
  let row = 0;
  for await (const values of rows) {
    const value = valueOf(values);
    if (value === null) cells.blank += 1;
    else {
      cells.ids.push(byRow ? String(row) : idOf(values.at(-1)));
      cells.values.push(value);
    }
    row += 1;
  }
  return cells;
}

/** pandas writes lists into CSV cells as `[12, 7, 201]`. */
function unbracketed(text: string): string {
  return /^\[.*\]$/.test(text) ? text.slice(1, -1) : text;
}

/** The first SID tells the notation of all. */
function textSids(
  { ids: itemIds, values: texts }: Cells<string>,
  { offset, codebookSizes }: CodesOptions,
): Pick<Coded, 'ids' | 'sids' | 'notation' | 'offset'> {
  const given = { itemIds, texts };
  const options = codebookSizes ? { codebookSizes } : {};
  const first = texts[0] ?? '';
  if (first.startsWith('C')) {
    const stated = offset === undefined ? options : { ...options, offset };
    const read = readForgeTokens(given, stated);
    return { ids: itemIds, sids: read.sids, notation: 'forge-tokens', offset: read.offset };
  }
  const isDashed = first.includes('-');
  const { sids } = (isDashed ? readDashSids : readCommaSids)(given, options);
  const notation = isDashed ? 'items-parquet' : 'forge-csv';
  return { ids: itemIds, sids, notation, offset: null };
}

function listNotation(id: string | null): CodesNotation {
  return id === 'pid' ? 'onerec-parquet' : 'torcheasyrec-parquet';
}

function columnsNotation([first = '']: readonly string[]): CodesNotation {
  return first.startsWith('codebook_lv') ? 'forge-columns' : 'items-parquet';
}
