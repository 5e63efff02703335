import type { DataType, RecordBatch } from 'apache-arrow';
import { textAt, valueText } from '../arrow-text';
import { itemTypeOf } from '../arrow-types';
import type { ShardSource } from '../source';
import { throwIfCancelled } from '../../problem';
import { HistoryBuilder } from './history-builder';
import type { HistoryColumns } from './history-columns';
import { timeOf } from './time';
import type { HistoryFile } from './types';

/** One row a user with a list of items, or one row an interaction. */
export async function readHistoryColumns(
  source: ShardSource,
  { user, item, time, isList }: HistoryColumns,
  signal?: AbortSignal,
): Promise<HistoryFile> {
  const builder = new HistoryBuilder();
  const names = [user, item, ...(time === null ? [] : [time])];
  for await (const { batch } of source.batches(names, null, signal)) {
    throwIfCancelled(signal);
    if (isList) addLists(builder, batch, user, item);
    else addRows(builder, batch, user, item, time);
  }
  return builder.build(source.name);
}

function addLists(builder: HistoryBuilder, batch: RecordBatch, user: string, item: string): void {
  const column = batch.getChild(item);
  const entry = column && itemTypeOf(column.type as DataType);
  if (!column || !entry) return;
  const users = textAt(batch.getChild(user), rowsOf(batch));
  users.forEach((name, row) => {
    const items = column.get(row) as Iterable<unknown> | null;
    for (const value of items ?? []) {
      const id = valueText(value, entry);
      if (id !== '') builder.add(name, id);
    }
  });
}

function addRows(
  builder: HistoryBuilder,
  batch: RecordBatch,
  user: string,
  item: string,
  time: string | null,
): void {
  const users = textAt(batch.getChild(user), rowsOf(batch));
  const items = textAt(batch.getChild(item), rowsOf(batch));
  const times = time === null ? null : batch.getChild(time);
  users.forEach((name, row) => {
    const id = items[row];
    if (id) builder.add(name, id, times ? timeOf(times.get(row)) : 0);
  });
}

const rowsOf = (batch: RecordBatch) => Array.from({ length: batch.numRows }, (_, row) => row);
