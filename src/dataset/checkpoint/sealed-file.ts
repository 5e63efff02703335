import { Problem } from '../../problem';
import { decodeSafetensors, type Safetensors } from '../formats/safetensors';
import { encodeSafetensors, type NamedTensor } from '../formats/safetensors-write';
import { unreadable } from './checkpoint-problem';
import { checksumOf } from './checksum';

/** How a kind of checkpoint is told from any other file. */
export interface CheckpointKind {
  /** Of the metadata, with the version as its value. */
  readonly key: string;
  /** Raised when a reader of before would misread what is written now. */
  readonly version: string;
}

export interface NamedShape {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface OpenedCheckpoint {
  readonly metadata: Readonly<Record<string, string>>;
  /** Throws `CHECKPOINT_SHAPE` where the tensor is missing or of another shape; for NaN `CHECKPOINT_FORMAT`. */
  readonly take: (wanted: NamedShape) => Float32Array;
}

/** The bytes of a `.safetensors` file that says what it is and carries a checksum of all that it holds. */
export function sealCheckpoint(
  { key, version }: CheckpointKind,
  tensors: readonly NamedTensor[],
  told: Readonly<Record<string, string>>,
): Uint8Array {
  const metadata = { format: 'pt', [key]: version, ...told };
  return encodeSafetensors(tensors, { ...metadata, checksum: checksumOf(tensors, metadata) });
}

/** Whether a file says that it is such a checkpoint, of whatever version. Throws `SAFETENSORS`. */
export function isOfKind(bytes: Uint8Array, { key }: CheckpointKind): boolean {
  return decodeSafetensors(bytes).metadata[key] !== undefined;
}

/** `file` names it in messages. Throws `CHECKPOINT_FORMAT` for what is not whole, or of another kind. */
export function openSealed(
  file: string,
  bytes: Uint8Array,
  { key, version }: CheckpointKind,
): OpenedCheckpoint {
  const { tensors, metadata } = opened(file, bytes);
  const { checksum, ...told } = metadata;
  if (told[key] !== version) {
    throw unreadable(file, 'it is a safetensors file, but of something else or another version');
  }
  if (checksumOf(tensors, told) !== checksum) {
    throw unreadable(file, 'it was damaged, or written only in part');
  }
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  return { metadata: told, take: (wanted) => arrayOf(file, byName, wanted) };
}

function opened(file: string, bytes: Uint8Array): Safetensors {
  try {
    return decodeSafetensors(bytes);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem('CHECKPOINT_FORMAT', `${file}: ${error.message}`, error.hint);
  }
}

function arrayOf(
  file: string,
  tensors: ReadonlyMap<string, NamedTensor>,
  { name, shape }: NamedShape,
): Float32Array {
  const found = tensors.get(name);
  if (found?.shape.join() !== shape.join()) {
    const is = found ? `has the shape [${found.shape.join(', ')}]` : 'is missing';
    throw new Problem(
      'CHECKPOINT_SHAPE',
      `The tensor ${name} of ${file} ${is}; its config wants [${shape.join(', ')}].`,
      'Give a checkpoint as this workbench writes it, or train from the start.',
    );
  }
  if (found.data.every(Number.isFinite)) return found.data;
  throw unreadable(file, `its training has failed, as ${name} holds NaN or Inf`);
}
