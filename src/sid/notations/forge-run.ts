/**
 * The SIDs in a text of FORGE's tokens, one after another without a break: "C17C8209C20001C5C8200C16390" holds two.
 * Tokens of a SID rise from level to level, as every level has its own range; so a token that does not
 * rise begins the next one. Other text around them is passed over. Of one level this cannot be told.
 */
export function splitForgeSids(text: string): string[] {
  const sids: string[] = [];
  for (const [run] of text.matchAll(/(?:C\d+)+/g)) {
    let before = Infinity;
    for (const token of run.slice(1).split('C').map(Number)) {
      if (token <= before) sids.push(`C${token}`);
      else sids.push(`${sids.pop()!}C${token}`);
      before = token;
    }
  }
  return sids;
}
