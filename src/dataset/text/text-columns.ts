import { isPlainInteger } from '../plain-integer';
import { VECTOR_NAME } from '../mapping';
import { base64Dim, base64Floats } from './base64-vector';

/** A column that holds vectors of one length. */
export interface VectorColumn {
  readonly name: string;
  readonly type: 'vector';
  readonly encoding: VectorEncoding;
  readonly dim: number;
}

/** How a column of text is read. */
export type TextColumn = VectorColumn | { readonly name: string; readonly type: ScalarType };

export function isVector(column: TextColumn): column is VectorColumn {
  return column.type === 'vector';
}

export type VectorEncoding = 'base64' | 'list';

/** More components than this are hardly chance: three bytes of base64 are any word. */
const MIN_DIM = 2;
/** A text that is base64 by chance is random bits, whose exponents are rarely of this range. */
const SANE = { least: 1e-12, most: 1e9 };
/** Of the values seen, those that must be vectors of one length. */
const MIN_SHARE = 0.5;

/** The vector that a column holds, from some of its values; null if it holds none. */
export function guessVectorColumn(name: string, values: readonly unknown[]): VectorColumn | null {
  const present = values.filter((value) => !isMissing(value));
  for (const encoding of ['list', 'base64'] as const) {
    const dims = new Map<number, number>();
    let hasFraction = VECTOR_NAME.test(name) || encoding === 'base64';
    for (const value of present) {
      const vector = decodeVector(value, encoding);
      if (!vector || vector.length < MIN_DIM) continue;
      if (encoding === 'base64' && !Array.from(vector).every(isSane)) continue;
      dims.set(vector.length, (dims.get(vector.length) ?? 0) + 1);
      hasFraction ||= Array.from(vector).some((component) => !Number.isInteger(component));
    }
    const [dim, count] = [...dims].reduce(
      (most, next) => (next[1] > most[1] ? next : most),
      [0, 0],
    );
    // Lists of whole numbers are ids, unless the name says otherwise.
    if (dim > 0 && hasFraction && count >= MIN_SHARE * present.length) {
      return { name, type: 'vector', encoding, dim };
    }
  }
  return null;
}

/** The components of a cell, or null if it is no vector. */
export function decodeVector(value: unknown, encoding: VectorEncoding): ArrayLike<number> | null {
  if (encoding === 'base64') {
    const dim = typeof value === 'string' ? base64Dim(value) : null;
    return dim === null ? null : base64Floats(value as string, dim);
  }
  const list = typeof value === 'string' ? parseList(value) : value;
  if (!Array.isArray(list)) return null;
  return list.every((component) => typeof component === 'number') ? list : null;
}

function parseList(text: string): unknown {
  if (!text.startsWith('[')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSane(component: number): boolean {
  const size = Math.abs(component);
  // NaN and Inf are for the rows in use to report.
  return size === 0 || !Number.isFinite(component) || (size >= SANE.least && size <= SANE.most);
}

export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export type ScalarType = 'int64' | 'float64' | 'text';

/** The narrowest type that holds the text; `007` stays text, as an id may be. */
export function typeOfText(text: string): ScalarType {
  if (isPlainInteger(text)) return 'int64';
  return NUMBER.test(text) ? 'float64' : 'text';
}

/** The same for a value of JSON: there, text in quotes is meant as text. */
export function typeOfJson(value: unknown): ScalarType {
  if (typeof value !== 'number') return 'text';
  return Number.isSafeInteger(value) ? 'int64' : 'float64';
}

const WIDTH: Readonly<Record<ScalarType, number>> = { int64: 0, float64: 1, text: 2 };

/** The type that holds the values of both. */
export function wider(a: ScalarType, b: ScalarType): ScalarType {
  return WIDTH[a] >= WIDTH[b] ? a : b;
}
