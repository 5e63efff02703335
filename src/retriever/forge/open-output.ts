import { Problem } from '../../problem';
import { readForgeOutput, type ForgePrediction } from './output-jsonl';

/** Characters of one text that browsers hold. */
const MOST_BYTES = 2 ** 29 - 1;
/** The first line may be long; the field stands early in it. */
const HEAD_BYTES = 2 ** 16;

/** Whether a file is generation output of FORGE, told from its beginning. */
export async function holdsForgeOutput(file: File): Promise<boolean> {
  const head = await file.slice(0, HEAD_BYTES).text();
  return /"_generated_(new_)?text_"\s*:/.test(head);
}

/** Reads an `output.jsonl`. Throws `FORGE_OUTPUT`, `FORGE_SIZE`, `FORGE_EMPTY`. */
export async function openForgeOutput(file: File): Promise<ForgePrediction[]> {
  if (file.size > MOST_BYTES) {
    throw new Problem(
      'FORGE_SIZE',
      `${file.name} has ${Math.round(file.size / 2 ** 20)} MiB, more than a browser reads as one text.`,
      'Split it into files of at most 511 MiB.',
    );
  }
  const predictions = readForgeOutput(await file.text());
  if (predictions.length > 0) return predictions;
  throw new Problem(
    'FORGE_EMPTY',
    `${file.name} holds no prediction.`,
    'Open an output.jsonl with a line a user.',
  );
}
