import { describe, expect, it } from 'vitest';
import { runShortcut } from './shortcuts';

function press(key: string, isTyping = false, ctrlKey = false): string[] {
  const calls: string[] = [];
  const note = (name: string) => () => void calls.push(name);
  const actions = {
    train: note('train'),
    pauseOrResume: note('pauseOrResume'),
    step: note('step'),
    escape: note('escape'),
    open: note('open'),
    openAddress: note('openAddress'),
    help: note('help'),
    search: note('search'),
    sql: note('sql'),
    goTo: (panel: string) => void calls.push(panel),
  };
  const event = { key, ctrlKey, metaKey: false, altKey: false };
  const isTaken = runShortcut(event, isTyping, actions);
  expect(isTaken).toBe(calls.length > 0);
  return calls;
}

describe('shortcuts', () => {
  it.each([
    ['t', 'train'],
    ['T', 'train'],
    ['r', 'pauseOrResume'],
    ['n', 'step'],
    ['o', 'open'],
    ['u', 'openAddress'],
    ['?', 'help'],
    ['/', 'search'],
    ['s', 'sql'],
    ['1', 'data'],
    ['5', 'collisions'],
    ['a', 'alignment'],
    ['g', 'retrieval'],
    ['k', 'storage'],
    ['Escape', 'escape'],
  ])('%s does %s', (key, action) => {
    expect(press(key)).toEqual([action]);
  });

  it('leaves text fields and the browser their keys', () => {
    expect(press('t', true)).toEqual([]);
    expect(press('Escape', true)).toEqual(['escape']);
    expect(press('t', false, true)).toEqual([]);
    expect(press('0')).toEqual([]);
    expect(press('x')).toEqual([]);
  });
});
