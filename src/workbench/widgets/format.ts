/** Exact counts stay whole below this; above it four digits and a unit prefix. */
const WHOLE_BELOW = 1_000_000;
const DIGITS = 4;

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: DIGITS });
const compact = new Intl.NumberFormat('en', {
  notation: 'compact',
  maximumSignificantDigits: DIGITS,
});

/** A count of things: whole with thousands separators, compact from a million ("16.78M"). */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return '∞';
  if (Math.abs(count) < WHOLE_BELOW) return whole.format(count);
  return Math.abs(count) < 1e15 ? compact.format(count) : formatPower(count);
}

/** A measured number, at most four significant digits. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value !== 0 && Math.abs(value) < 1e-4) return formatPower(value);
  return significant.format(value);
}

/** A share in 0..1 as a percentage, never rounded up to 100 or down to 0. */
export function formatPercent(share: number): string {
  if (Number.isNaN(share)) return '–';
  if (share > 0.9999 && share < 1) return '> 99.99%';
  if (share > 0 && share < 0.0001) return '< 0.01%';
  // Rounded to nothing it has no sign.
  if (share < 0 && share > -0.00005) return '0%';
  return `${significant.format(Math.round(share * 1e4) / 100)}%`;
}

/** A difference with its sign, "+1.2" or "−1.2"; "±0" where there is none. */
export function formatSigned(delta: number, format: (size: number) => string): string {
  if (Number.isNaN(delta)) return '–';
  if (delta === 0) return '±0';
  return `${delta > 0 ? '+' : '−'}${format(Math.abs(delta))}`;
}

/** A difference of two shares, in percentage points. */
export function formatPoints(delta: number): string {
  if (delta > 0 && delta < 0.00005) return '< 0.01 pp';
  return `${formatNumber(Math.round(delta * 1e4) / 100)} pp`;
}

export function formatBits(bits: number): string {
  return `${formatNumber(bits)} bits`;
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(4, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${BYTE_UNITS[power] ?? 'B'}`;
}

export function formatSeconds(seconds: number): string {
  if (Number.isNaN(seconds)) return '–';
  if (seconds < 1) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 90) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${formatNumber(Math.round(seconds / 6) / 10)} min`;
}

/** "1 item", "3,496 items". */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function formatPower(value: number): string {
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const mantissa = significant.format(value / 10 ** exponent);
  const digits = Array.from(String(Math.abs(exponent)), (d) => SUPERSCRIPT[Number(d)] ?? '');
  return `${mantissa} × 10${exponent < 0 ? '⁻' : ''}${digits.join('')}`;
}
