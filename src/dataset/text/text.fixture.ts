/** The base64 of little-endian float32, as the feature column of FORGE's Item-EMB holds them. */
export function base64Of(values: readonly number[]): string {
  const bytes = new Uint8Array(Float32Array.from(values).buffer);
  return btoa(String.fromCharCode(...bytes));
}

export const textFile = (text: string, name = 'items.csv') => new File([text], name);
