import { Unreadable, type ParsedText, type TextRecord } from './text-blocks';

/** One JSON object a line. Empty lines are no records. */
export function parseJsonLines(text: string, isEnd: boolean): ParsedText {
  const used = isEnd ? text.length : text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, used).split('\n');
  return { records: lines.filter((line) => line.trim() !== '').map(recordOf), used };
}

function recordOf(line: string): TextRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return new Unreadable('it is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Unreadable('it is not a JSON object');
  }
  const rounded = Object.values(value as Record<string, unknown>).find(isRounded);
  if (rounded === undefined) return value as Record<string, unknown>;
  return new Unreadable(`${rounded} is beyond 2^53 and was rounded; write it as text`);
}

/** Whole numbers of up to 64 bits are most likely ids, and a rounded id is another item's. */
function isRounded(value: unknown): value is number {
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  return !Number.isSafeInteger(value) && Math.abs(value) < 2 ** 64;
}
