import type { ChartTheme } from './chart-theme';

export const THEME: ChartTheme = {
  ink: '#000',
  muted: '#666',
  line: '#ddd',
  surface: '#fff',
  accent: '#06c',
  warn: '#b50',
  dead: '#eee',
  levels: ['#1', '#2', '#3', '#4', '#5', '#6', '#7', '#8'],
};
