const ZIP64_VERSION = 45;
const IN_EXTRA = 0xffffffff;

/** Stored members with ZIP64 fields in the local headers, the directory and its end, as `numpy.savez` has. */
export function zip64Npz(arrays: Readonly<Record<string, Uint8Array>>): File {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [array, content] of Object.entries(arrays)) {
    const name = new TextEncoder().encode(`${array}.npy`);
    const local = record(30, 0x04034b50, { 4: ZIP64_VERSION, 26: name.length, 28: 20 });
    for (const position of [18, 22]) local.setUint32(position, IN_EXTRA, true);
    const extra = large([content.length, content.length]);
    const central = record(46, 0x02014b50, { 6: ZIP64_VERSION, 28: name.length, 30: 28 });
    for (const position of [20, 24, 42]) central.setUint32(position, IN_EXTRA, true);
    directory.push(bytesOf(central), name, large([content.length, content.length, at]));
    parts.push(bytesOf(local), name, extra, content);
    at += 30 + name.length + extra.length + content.length;
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0);
  const end64 = record(56, 0x06064b50, {});
  end64.setBigUint64(40, BigInt(directoryBytes), true);
  end64.setBigUint64(48, BigInt(at), true);
  const locator = record(20, 0x07064b50, {});
  locator.setBigUint64(8, BigInt(at + directoryBytes), true);
  const end = record(22, 0x06054b50, {});
  for (const position of [12, 16]) end.setUint32(position, IN_EXTRA, true);
  return new File(
    [...parts, ...directory, ...[end64, locator, end].map(bytesOf)] as Uint8Array<ArrayBuffer>[],
    'shard.npz',
  );
}

function record(bytes: number, signature: number, shorts: Readonly<Record<number, number>>) {
  const view = new DataView(new ArrayBuffer(bytes));
  view.setUint32(0, signature, true);
  for (const [at, value] of Object.entries(shorts)) view.setUint16(Number(at), value, true);
  return view;
}

/** The extra field of 64-bit values (id 1). */
function large(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 + 8 * values.length));
  view.setUint16(0, 1, true);
  view.setUint16(2, 8 * values.length, true);
  values.forEach((value, i) => view.setBigUint64(4 + 8 * i, BigInt(value), true));
  return bytesOf(view);
}

const bytesOf = (view: DataView) => new Uint8Array(view.buffer);
