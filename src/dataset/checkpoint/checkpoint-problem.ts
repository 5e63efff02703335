import { Problem } from '../../problem';

/** `why` completes a sentence: "it has no checksum". */
export function unreadable(file: string, why: string): Problem {
  return new Problem(
    'CHECKPOINT_FORMAT',
    `${file} is no whole checkpoint: ${why}.`,
    'Give a checkpoint as this workbench writes it, or train from the start.',
  );
}
