import type { DataType, Field, RecordBatch } from 'apache-arrow';
import { kindOf } from './arrow-types';
import type { ColumnInfo } from './types';
import { commonDim } from './vectors';

/** The columns of a file with Arrow types; dims are those of the first rows. */
export function columnInfos(
  fields: readonly Field<DataType>[],
  preview: readonly RecordBatch[],
): ColumnInfo[] {
  return fields.map(({ name, type }) => {
    const kind = kindOf(type);
    const dim = kind === 'vector' ? commonDim(preview, name) : null;
    return { name, kind, type: (type as { toString(): string }).toString(), dim };
  });
}
