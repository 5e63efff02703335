/** Colours that a canvas needs by value. They are the page's own tokens, resolved. */
export interface ChartTheme {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly warn: string;
  /** Fill of a code that no item has. */
  readonly dead: string;
  /** One a level, the same in every panel. */
  readonly levels: readonly string[];
}

export function levelColor(theme: ChartTheme, level: number): string {
  return theme.levels[(level - 1) % theme.levels.length] ?? theme.ink;
}
