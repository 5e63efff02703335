import { useSyncExternalStore } from 'react';

function mediaHook(query: string): () => boolean {
  const media = matchMedia(query);
  const subscribe = (listener: () => void) => {
    media.addEventListener('change', listener);
    return () => {
      media.removeEventListener('change', listener);
    };
  };
  return () => useSyncExternalStore(subscribe, () => media.matches);
}

/** Below this the panels stand in one column behind tabs. */
export const useIsNarrow = mediaHook('(max-width: 899px)');

/** Too small to show all results at once: they scroll instead of sharing the space. */
export const useIsCramped = mediaHook('(max-width: 1199px), (max-height: 719px)');
