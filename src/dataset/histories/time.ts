/** A time stamp as a number that orders: numbers as they are, dates as text in ms; else 0. */
export function timeOf(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : 0;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return 0;
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : date;
}
