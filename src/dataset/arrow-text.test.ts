import {
  DateDay,
  Decimal,
  Field,
  Float32,
  Int64,
  List,
  Struct,
  TimestampMillisecond,
  Utf8,
  type DataType,
} from 'apache-arrow';
import { expect, test } from 'vitest';
import { valueText } from './arrow-text';
import { kindOf } from './arrow-types';

const list = (item: DataType) => new List(new Field('item', item, true));

test.each([
  [null, new Utf8(), ''],
  ['a', new Utf8(), 'a'],
  [1.5, new Float32(), '1.5'],
  [2n ** 60n, new Int64(), '1152921504606846976'],
  [['Drama', null, 'War'], list(new Utf8()), 'Drama |  | War'],
  [0, new TimestampMillisecond(), '1970-01-01T00:00:00.000Z'],
  [86_400_000, new DateDay(), '1970-01-02'],
  [Uint32Array.of(125, 0, 0, 0), new Decimal(2, 10), '1.25'],
  [Uint32Array.of(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff), new Decimal(2, 10), '-0.01'],
  [Uint32Array.of(7, 1, 0, 0), new Decimal(0, 10), '4294967303'],
  [Uint8Array.of(1, 2), new Utf8(), '2 bytes'],
  [{ a: 1n, b: 'x' }, new Struct([]), '{"a":"1","b":"x"}'],
])('%s as text', (value, type, text) => {
  expect(valueText(value, type)).toBe(text);
});

test.each([
  [list(new Float32()), 'vector'],
  [list(new Utf8()), 'list'],
  [list(new Int64()), 'list'],
  [list(list(new Float32())), 'other'],
  [new Int64(), 'number'],
  [new Utf8(), 'text'],
  [new DateDay(), 'other'],
] as const)('%s is of kind %s', (type, kind) => {
  expect(kindOf(type)).toBe(kind);
});
