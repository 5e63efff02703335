/** Lines are told apart by dash too, never by colour alone. */
const DASHES = [
  'solid',
  'dashed',
  'dotted',
  [8, 3, 2, 3],
  [2, 2],
  [12, 4],
  [6, 2, 2, 2, 2, 2],
  [1, 3],
];

/** The dash of the line at this 0-based place, as ECharts takes it. */
export function dash(index: number): never {
  return DASHES[index % DASHES.length] as never;
}

/** A legend entry as a piece of line. */
export const LINE_ICON = 'path://M0,3h14v2h-14z';
