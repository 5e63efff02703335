import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'sid-workbench.theme';
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];
const listeners = new Set<() => void>();
const dark = matchMedia('(prefers-color-scheme: dark)');
let choice: ThemeChoice = 'system';

/** Applies the remembered choice. Call before the first render, so nothing flashes. */
export function applyTheme(): void {
  const stored = readStored();
  choice = CHOICES.find((known) => known === stored) ?? 'system';
  show();
  dark.addEventListener('change', announce);
}

export function setTheme(next: ThemeChoice): void {
  choice = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage blocked: the choice lasts until reload.
  }
  show();
  announce();
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => choice);
}

/** What is on the screen: the choice, with `system` resolved. */
export function useResolvedTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, resolved);
}

function resolved(): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return dark.matches ? 'dark' : 'light';
}

function show(): void {
  document.documentElement.style.colorScheme = choice === 'system' ? 'light dark' : choice;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce(): void {
  for (const listener of listeners) listener();
}

function readStored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
