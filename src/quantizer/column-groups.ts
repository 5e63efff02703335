/** Columns [begin, end) of one level of product quantization. */
export interface Columns {
  readonly begin: number;
  readonly end: number;
}

/**
 * Product quantization's split (Jégou et al. 2011): contiguous groups of columns, one a level, as
 * even as they can be; the first groups are one wider where `dim` does not divide. More levels than
 * dims leave the last levels empty.
 */
export function columnGroups(dim: number, levels: number): Columns[] {
  const width = Math.floor(dim / levels);
  const wider = dim % levels;
  const start = (level: number) => level * width + Math.min(level, wider);
  return Array.from({ length: levels }, (_, level) => ({
    begin: start(level),
    end: start(level + 1),
  }));
}
