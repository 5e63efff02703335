/** Whether a value read from a file can be a setting. */
export type Check = (value: unknown) => boolean;

export const isBoolean: Check = (value) => typeof value === 'boolean';
export const isText: Check = (value) => typeof value === 'string';
/** Finite: JSON has no other numbers. */
export const isNumber: Check = (value) => typeof value === 'number';
export const isWhole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const isCount: Check = (value) => isWhole(value) && value !== 0;
export const isCounts: Check = (value) => Array.isArray(value) && value.every(isCount);
export const isOf =
  (...names: readonly string[]): Check =>
  (value) =>
    names.includes(value as string);

/** The name of the first setting that is missing or not possible; null if there is none. */
export function firstWrong(
  values: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  prefix = '',
): string | null {
  const wrong = Object.entries(checks).find(([name, check]) => !check(values[name]));
  return wrong ? `${prefix}${wrong[0]}` : null;
}

/** The object that a text holds; null where it is none. */
export function parseObject(json: string | undefined): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json ?? '');
    if (typeof value !== 'object' || Array.isArray(value)) return null;
    return value as Readonly<Record<string, unknown>> | null;
  } catch {
    return null;
  }
}
