import type { Tuning } from '../../worker/protocol';

const KEY = 'sid-workbench.tuning';

/**
 * The measured kernel choice, kept per adapter in localStorage. Which adapter the engine will get
 * is known only after it starts, so the last one used is handed to it; it checks the name.
 */
interface Memory {
  readonly last: string;
  readonly byAdapter: Readonly<Record<string, Tuning>>;
}

export function recallTuning(storage: Pick<Storage, 'getItem'> = localStorage): Tuning | null {
  const memory = read(storage);
  return memory?.byAdapter[memory.last] ?? null;
}

export function rememberTuning(
  tuning: Tuning,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): void {
  const byAdapter = { ...read(storage)?.byAdapter, [tuning.adapter]: tuning };
  try {
    storage.setItem(KEY, JSON.stringify({ last: tuning.adapter, byAdapter } satisfies Memory));
  } catch {
    // Storage full or blocked: the trial runs again next time, nothing else is lost.
  }
}

function read(storage: Pick<Storage, 'getItem'>): Memory | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    const isMemory = typeof value === 'object' && value !== null && 'byAdapter' in value;
    return isMemory ? (value as Memory) : null;
  } catch {
    return null;
  }
}
