/** A checkpoint at least as often. */
const CHECKPOINT_MS = 30_000;

/**
 * Whether a checkpoint is due at a step: at the first of an epoch, as what the one before left is kept by
 * then, and every half a minute. `now` in ms.
 */
export function dueCheckpoints(
  now: () => number = () => performance.now(),
): (step: { readonly epoch: number }) => boolean {
  let last: { readonly epoch: number; readonly at: number } | null = null;
  return ({ epoch }) => {
    const at = now();
    last ??= { epoch, at };
    if (epoch === last.epoch && at - last.at < CHECKPOINT_MS) return false;
    last = { epoch, at };
    return true;
  };
}
