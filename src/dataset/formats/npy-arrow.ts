import {
  Bool,
  Field,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
  makeData,
  DataType,
  Data,
} from 'apache-arrow';
import { utf8Vector } from '../utf8-vector';
import type { NpyValues } from './npy-decode';
import type { NpyHeader } from './npy-header';

const TYPES: Readonly<Record<string, () => DataType>> = {
  f2: () => new Float16(),
  f4: () => new Float32(),
  f8: () => new Float64(),
  i1: () => new Int8(),
  i2: () => new Int16(),
  i4: () => new Int32(),
  i8: () => new Int64(),
  u1: () => new Uint8(),
  u2: () => new Uint16(),
  u4: () => new Uint32(),
  u8: () => new Uint64(),
  b1: () => new Bool(),
};

/** The column type of an array: its element type, or a fixed-size list of it for 2-d arrays. */
export function arrowTypeOf(header: NpyHeader): DataType {
  const element = TYPES[`${header.kind}${String(header.itemBytes)}`]?.() ?? new Utf8();
  const width = header.shape[1];
  if (width === undefined || isFlat(header)) return element;
  return new FixedSizeList(width, new Field('item', element, false));
}

/** 1-d, or an (n, 1) array of anything but floats: ids are often kept so. */
export function isFlat(header: NpyHeader): boolean {
  return header.shape.length === 1 || (header.shape[1] === 1 && header.kind !== 'f');
}

/** `rows` rows of decoded elements as Arrow data of `type`, without copying numbers. */
export function arrowData(values: NpyValues, type: DataType, rows: number): Data {
  if (!DataType.isFixedSizeList(type)) return elementData(values, type);
  const [item] = type.children as Field<DataType>[];
  const child = elementData(values, item?.type ?? type);
  return makeData({ type, length: rows, child });
}

function elementData(decoded: NpyValues, type: DataType): Data {
  if (decoded.kind === 'text') {
    return utf8Vector(decoded.values).data[0]!;
  }
  const { values } = decoded;
  if (decoded.kind !== 'b') {
    return new Data(type, 0, values.length, 0, [undefined, values]);
  }
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  decoded.values.forEach((value, index) => {
    if (value !== 0) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return makeData({ type: new Bool(), length: values.length, data: bits });
}
