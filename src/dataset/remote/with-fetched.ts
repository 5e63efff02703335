import type { StepListener } from '../progress';

/** What is told of work that waits for a server: its own steps, and how much has come meanwhile. */
export interface Told {
  readonly onProgress: StepListener;
  readonly onBytes: (bytes: number) => void;
}

/** Steps with the MiB that were fetched since the work began: "Reading vectors (12 MiB fetched)". */
export function withFetched(listener: StepListener): Told {
  let step: Parameters<StepListener>[0] | null = null;
  let mebibytes = 0;
  const tell = () => {
    if (step === null) return;
    const fetched = mebibytes > 0 ? ` (${mebibytes} MiB fetched)` : '';
    listener({ ...step, phase: step.phase + fetched });
  };
  return {
    onProgress: (next) => {
      step = next;
      tell();
    },
    onBytes: (bytes) => {
      const now = Math.floor(bytes / 2 ** 20);
      if (now === mebibytes) return;
      mebibytes = now;
      tell();
    },
  };
}
