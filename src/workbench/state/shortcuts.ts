/** What the shortcut sheet lists. Single keys act only outside of text fields. */
export const SHORTCUTS: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'T', does: 'Train' },
  { keys: 'R', does: 'Pause a learned run at the end of its epoch; resume a stopped run' },
  { keys: 'N', does: 'Train the next epoch of a stopped learned run' },
  { keys: 'Esc', does: 'Cancel the job, else clear the selection' },
  { keys: 'O', does: 'Open a file' },
  { keys: 'U', does: 'Open an address (URL)' },
  {
    keys: '1 … 9',
    does: 'Go to Data, Tune, Usage, Entropy, Collisions, Inspector, Training, Runs, Sweep',
  },
  { keys: 'P', does: 'Go to the collision policy' },
  { keys: 'A', does: 'Go to the alignment with categories and histories' },
  { keys: 'G', does: 'Go to retrieval: what the SIDs are good for' },
  { keys: 'K', does: 'Go to storage: what this browser keeps' },
  { keys: '/', does: 'Search items' },
  { keys: 'S', does: 'Open or close SQL' },
  { keys: '?', does: 'This list' },
  { keys: '← → ↑ ↓', does: 'On a slider, a table or the heat map: move; Enter selects' },
  { keys: 'Ctrl + Enter', does: 'In the SQL field: run the query' },
];

const PANELS = [
  'data',
  'tune',
  'usage',
  'entropy',
  'collisions',
  'inspector',
  'training',
  'runs',
  'sweep',
] as const;

export type PanelName = (typeof PANELS)[number] | 'policy' | 'alignment' | 'retrieval' | 'storage';

export interface ShortcutActions {
  readonly train: () => void;
  readonly pauseOrResume: () => void;
  readonly step: () => void;
  readonly escape: () => void;
  readonly open: () => void;
  readonly openAddress: () => void;
  readonly help: () => void;
  readonly search: () => void;
  readonly sql: () => void;
  readonly goTo: (panel: PanelName) => void;
}

/** Runs what the key stands for. Returns false if it stands for nothing here. */
export function runShortcut(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  isTyping: boolean,
  actions: ShortcutActions,
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === 'Escape') {
    actions.escape();
    return true;
  }
  if (isTyping) return false;
  const panel = PANELS[Number(event.key) - 1];
  if (panel) {
    actions.goTo(panel);
    return true;
  }
  const action = {
    t: actions.train,
    r: actions.pauseOrResume,
    n: actions.step,
    o: actions.open,
    u: actions.openAddress,
    s: actions.sql,
    a: () => {
      actions.goTo('alignment');
    },
    p: () => {
      actions.goTo('policy');
    },
    g: () => {
      actions.goTo('retrieval');
    },
    k: () => {
      actions.goTo('storage');
    },
    '/': actions.search,
    '?': actions.help,
  }[event.key.toLowerCase()];
  action?.();
  return action !== undefined;
}

/** Whether a key press there is text, not a command. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches(
      'textarea, select, [contenteditable=true], input:not([type=range], [type=checkbox])',
    )
  );
}
