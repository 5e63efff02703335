import { Problem } from '../../problem';
import { readCodebooks } from './read-codebooks';
import { readModel } from './read-model';
import type { SavedQuantizer, StatedOptions } from './saved-quantizer';

/** Offset of the `{` behind a safetensors header's length. */
const JSON_OFFSET = 8;

/**
 * A saved quantizer, told by its content: codebooks of an `.npz`, or the `model.safetensors` of a
 * learned tokenizer. Throws `SAVED_TYPE` for anything else, and the problems of the two readers.
 */
export async function readSaved(
  file: File,
  stated: StatedOptions,
  signal?: AbortSignal,
): Promise<SavedQuantizer> {
  const head = new Uint8Array(await file.slice(0, JSON_OFFSET + 1).arrayBuffer());
  const text = String.fromCharCode(...head);
  if (text.startsWith('PK')) return readCodebooks(file, stated, signal);
  if (text[JSON_OFFSET] === '{') return readModel(file, stated);
  throw new Problem(
    'SAVED_TYPE',
    `${file.name} is neither an .npz of codebooks nor a .safetensors model.`,
    'Give the codebooks.npz or the model.safetensors of an export.',
  );
}
