/** Room above an even share: with none, the last rows would go wherever a place is left. */
const SLACK = 0.1;
/** Of the mean distortion: how far a price moves when a code has e times its capacity. */
const STEP = 0.25;

/** Rows that a code may have at most: floor(ceil(N / K) (1 + slack)), slack = 0.1. All rows fit. */
export function capacityOf(rows: number, codes: number): number {
  return Math.floor(Math.ceil(rows / codes) * (1 + SLACK));
}

/**
 * Prices after an assignment: those of codes over capacity rise and those under fall, by the logarithm
 * of the ratio; none is below zero. `unit`: the mean distortion, which prices are measured in.
 */
export function nextPrices(
  prices: Float32Array,
  counts: Uint32Array,
  capacity: number,
  unit: number,
): Float32Array {
  return prices.map((price, k) => {
    // A code without rows falls as one with half a row.
    const ratio = Math.max(counts[k]!, 0.5) / capacity;
    return Math.max(0, price + STEP * unit * Math.log(ratio));
  });
}

/**
 * Which of some rows their codes take: all where there is room, else the nearest, lower rows first
 * among equals. Takes the room of those accepted away. Returns positions in `codes`, ascending.
 */
export function displaced(
  codes: Uint32Array,
  distortion: Float32Array,
  room: Uint32Array,
): Uint32Array {
  const rowsOf = new Map<number, number[]>();
  codes.forEach((code, row) => {
    const rows = rowsOf.get(code);
    if (rows) rows.push(row);
    else rowsOf.set(code, [row]);
  });
  const left: number[] = [];
  for (const [code, rows] of rowsOf) {
    const free = room[code]!;
    if (rows.length > free) {
      rows.sort((a, b) => distortion[a]! - distortion[b]! || a - b);
      left.push(...rows.splice(free));
    }
    room[code] = free - rows.length;
  }
  return Uint32Array.from(left).sort();
}
