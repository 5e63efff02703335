import { useSyncExternalStore } from 'react';

/** Below this the panels stand in one column behind tabs. */
const narrow = matchMedia('(max-width: 899px)');

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => {
    narrow.removeEventListener('change', listener);
  };
}
