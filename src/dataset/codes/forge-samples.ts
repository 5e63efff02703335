import { readForgeTokens } from '../../sid/notations/forge-tokens';
import { splitForgeSids } from '../../sid/notations/forge-run';
import { nameAmong } from '../column-names';
import { HistoryBuilder } from '../histories/history-builder';
import type { HistoryFile } from '../histories/types';
import { cellText } from './code-layout';
import { openCodeTable, type CodeTable } from './code-table';
import type { CodedItems, CodesOptions } from './types';

/** Where FORGE's training samples have their parts: `system,user,answer`, or instruction tuning's names. */
interface SampleColumns {
  readonly user: string | null;
  /** A prompt around the SIDs of a user's history, oldest first. */
  readonly prompt: string;
  /** The SIDs that follow; of test samples item ids, which are passed over. */
  readonly answer: string;
}

/** A file of FORGE's samples. */
export interface SampleTable {
  readonly table: CodeTable;
  readonly columns: SampleColumns;
}

/** Two SIDs or more of two levels or more. */
const RUN = /(?:C\d+){4,}/;

/** The table as samples; null where it holds none. */
export function samplesOf(table: CodeTable): SampleTable | null {
  const prompt = nameAmong(table.names, ['user', 'input', 'prompt']);
  const answer = nameAmong(table.names, ['answer', 'output', 'target']);
  if (prompt === null || answer === null || !RUN.test(cellText(table.example(prompt)))) return null;
  return { table, columns: { prompt, answer, user: nameAmong(table.names, ['id', 'user_id']) } };
}

/** The file's samples; null where it holds none, or cannot be read as a table. */
export async function openSamples(file: File): Promise<SampleTable | null> {
  const table = await openCodeTable(file).catch(() => null);
  return table && samplesOf(table);
}

/** SIDs of every sample, history and answer, oldest first. */
async function* sequences(
  { table, columns: { prompt, answer, user } }: SampleTable,
  signal?: AbortSignal,
): AsyncGenerator<{ user: string; sids: string[] }> {
  const names = user === null ? [prompt, answer] : [prompt, answer, user];
  let row = 0;
  for await (const [history, next, id] of table.rows(names, signal)) {
    const sids = [...splitForgeSids(cellText(history)), ...splitForgeSids(cellText(next))];
    yield { user: cellText(id) || String(row), sids };
    row += 1;
  }
}

/** The distinct SIDs of the samples, each as an item called by its tokens, the first seen first. */
export async function readSampleCodes(
  samples: SampleTable,
  { offset, codebookSizes }: CodesOptions,
  signal?: AbortSignal,
): Promise<Omit<CodedItems, 'name' | 'categories'>> {
  const counts = new Map<string, number>();
  let users = 0;
  let occurrences = 0;
  for await (const { sids } of sequences(samples, signal)) {
    users += 1;
    occurrences += sids.length;
    for (const sid of sids) counts.set(sid, (counts.get(sid) ?? 0) + 1);
  }
  const ids = [...counts.keys()];
  const read = readForgeTokens(
    { itemIds: ids, texts: ids },
    { ...(offset === undefined ? {} : { offset }), ...(codebookSizes ? { codebookSizes } : {}) },
  );
  return {
    ids,
    sids: read.sids,
    notation: 'forge-samples',
    byRow: false,
    offset: read.offset,
    blank: 0,
    seen: { users, occurrences },
    titles: Array.from(counts, ([sid, count]) => (count > 1 ? `${sid}, ${count} times` : sid)),
  };
}

/** The samples as histories, whose items are SIDs as `readSampleCodes` calls them. A user may have several. */
export async function readSampleHistories(
  samples: SampleTable,
  name: string,
  signal?: AbortSignal,
): Promise<HistoryFile> {
  const builder = new HistoryBuilder();
  const rowsOf = new Map<string, number>();
  for await (const { user, sids } of sequences(samples, signal)) {
    const before = rowsOf.get(user) ?? 0;
    rowsOf.set(user, before + 1);
    const own = before === 0 ? user : `${user} (${before + 1})`;
    for (const sid of sids) builder.add(own, sid);
  }
  return builder.build(name);
}
