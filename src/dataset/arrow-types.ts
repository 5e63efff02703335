import { DataType, Precision, type Field } from 'apache-arrow';
import type { ColumnKind } from './types';

/** The list's item type, or null for a type that is no list. */
export function itemTypeOf(type: DataType): DataType | null {
  if (!DataType.isList(type) && !DataType.isFixedSizeList(type)) return null;
  const [item] = type.children as Field<DataType>[];
  return item?.type ?? null;
}

/** A list of floats is a vector; of text or integers, a list; see `ColumnKind`. */
export function kindOf(type: DataType): ColumnKind {
  const item = itemTypeOf(type);
  if (item) {
    if (DataType.isFloat(item)) return 'vector';
    return isText(item) || DataType.isInt(item) ? 'list' : 'other';
  }
  if (isText(type)) return 'text';
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type)) return 'number';
  return 'other';
}

function isText(type: DataType): boolean {
  return (
    DataType.isUtf8(type) ||
    DataType.isLargeUtf8(type) ||
    (DataType.isDictionary(type) && isText(type.dictionary as DataType))
  );
}

/**
 * Vectors stay out of SQL: they are large, and are decoded only for the rows in use. So does what DuckDB has no type
 * for, which would keep out the whole table.
 */
export function isScalarColumn({ type }: Field<DataType>): boolean {
  return kindOf(type) !== 'vector' && (DataType.isFloat(type) || isInDuckdb(type));
}

/** Bits of DuckDB's widest decimal. */
const DECIMAL_BITS = 128;

/** DuckDB reads no float16 and no wider decimal from Arrow, wherever they are nested. */
function isInDuckdb(type: DataType): boolean {
  if (DataType.isFloat(type)) return type.precision !== Precision.HALF;
  if (DataType.isDecimal(type)) return type.bitWidth <= DECIMAL_BITS;
  const children = type.children as Field<DataType>[] | null;
  return (children ?? []).every((child) => isInDuckdb(child.type));
}
