import { useMemo } from 'react';
import { useResolvedTheme } from '../state/theme';

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

const LEVEL_TOKENS = [1, 2, 3, 4, 5, 6, 7, 8].map((level) => `--level-${level}`);

export function levelColor(theme: ChartTheme, level: number): string {
  return theme.levels[(level - 1) % theme.levels.length] ?? theme.ink;
}

/** Reads tokens through an element: the browser resolves `light-dark()` for us. */
function readTheme(): ChartTheme {
  const probe = document.createElement('span');
  document.body.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const theme: ChartTheme = {
    ink: read('--ink'),
    muted: read('--ink-2'),
    line: read('--line'),
    surface: read('--surface'),
    accent: read('--accent'),
    warn: read('--warn'),
    dead: read('--dead'),
    levels: LEVEL_TOKENS.map(read),
  };
  probe.remove();
  return theme;
}

export function useChartTheme(): ChartTheme {
  const resolved = useResolvedTheme();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the tokens depend on it through CSS
  return useMemo(readTheme, [resolved]);
}
