/** Long enough to cost little, far under the 250 ms that a cancel may take. */
const EVERY_MS = 40;

/** Lets waiting messages in, a cancel among them, whenever some 40 ms have passed. */
export function breather(everyMs = EVERY_MS): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < everyMs) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    since = performance.now();
  };
}
