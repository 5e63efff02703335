import { useMemo } from 'react';
import { useResolvedTheme } from '../state/theme';
import type { ChartTheme } from './chart-theme';

const LEVEL_TOKENS = [1, 2, 3, 4, 5, 6, 7, 8].map((level) => `--level-${level}`);

/** Reads tokens through an element: the browser resolves `light-dark()` for us. */
function readTheme(scheme: 'light' | 'dark'): ChartTheme {
  const probe = document.createElement('span');
  probe.style.colorScheme = scheme;
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
  return useMemo(() => readTheme(resolved), [resolved]);
}
