import { textHash } from '../../dataset/checkpoint/checksum';
import { fingerprintOf } from '../../dataset/fingerprint';
import type { Histories } from './histories';

/** Equal for equal histories as matched against the rows. */
export function historiesHash({ starts, rows }: Histories): string {
  return hashOf(starts, rows);
}

/** Equal for equal arrays in equal order. */
export function hashOf(...parts: readonly Uint32Array[]): string {
  return textHash(parts.map((values) => fingerprintOf(values, 1)).join());
}
