const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Uint8Array(128);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const FLOAT_BYTES = 4;

/** How many float32 a base64 text holds; null if it is none, or not of whole floats. */
export function base64Dim(text: string): number | null {
  if (text.length % 4 !== 0 || !BASE64.test(text)) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = (text.length / 4) * 3 - padding;
  return bytes % FLOAT_BYTES === 0 ? bytes / FLOAT_BYTES : null;
}

/** The little-endian float32 of a base64 text that `base64Dim` accepts. */
export function base64Floats(text: string, dim: number): Float32Array {
  const bytes = new Uint8Array(dim * FLOAT_BYTES);
  for (let at = 0, byte = 0; at < text.length; at += 4) {
    const word =
      (VALUES[text.charCodeAt(at)]! << 18) |
      (VALUES[text.charCodeAt(at + 1)]! << 12) |
      ((VALUES[text.charCodeAt(at + 2)] ?? 0) << 6) |
      (VALUES[text.charCodeAt(at + 3)] ?? 0);
    // Behind the end they are the padding's.
    bytes[byte++] = word >>> 16;
    bytes[byte++] = (word >>> 8) & 255;
    bytes[byte++] = word & 255;
  }
  return new Float32Array(bytes.buffer);
}

/** Characters made at a time: arguments of a call stand on the stack. */
const SPREAD = 8192;

/** What `base64Floats` reads, of any floats. */
export function base64OfFloats(floats: Float32Array): string {
  const bytes = new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
  let letters = '';
  for (let at = 0; at < bytes.length; at += SPREAD) {
    letters += String.fromCharCode(...bytes.subarray(at, at + SPREAD));
  }
  return btoa(letters);
}
