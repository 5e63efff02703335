import { fingerprintOf } from '../fingerprint';
import type { NamedTensor } from '../formats/safetensors-write';

/**
 * 64-bit hash of tensors and metadata as 16 hex digits, whatever their order: a file that was written
 * in part, or damaged since, is told by it.
 */
export function checksumOf(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): string {
  const parts = [
    ...Object.entries(metadata).map(([name, text]) => `${name} ${textHash(text)}`),
    ...tensors.map(({ name, shape, data }) => `${name} ${shape.join()} ${fingerprintOf(data, 1)}`),
  ];
  return textHash(parts.sort().join('\n'));
}

/** 64-bit hash of a text as 16 hex digits. */
export function textHash(text: string): string {
  return fingerprintOf(
    Uint32Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
    1,
  );
}
