/** A SID as people write it: `[12, 7, 201]` is "12-7-201". */
export function codeString(sid: readonly number[]): string {
  return sid.join('-');
}
