/** Files made byte by byte, so that they can lie where a writer would not. */

export const fileOf = (name: string, ...parts: (string | Uint8Array)[]) =>
  new File(parts as BlobPart[], name);

export const bytesOfText = (text: string) => new TextEncoder().encode(text);

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

interface NpyLies {
  readonly descr?: string;
  readonly order?: string;
  readonly shape?: string;
  /** The whole dictionary. */
  readonly header?: string;
  readonly version?: number;
  /** The length of the header as the file says. */
  readonly headerBytes?: number;
  readonly data?: ArrayLike<number>;
}

/** A `.npy` that says anything of itself; by default 2 x 2 float32 and no data. */
export function npyBytes(lies: NpyLies = {}): Uint8Array {
  const { descr = "'<f4'", order = 'False', shape = '(2, 2)', version = 1, data = [] } = lies;
  const text = bytesOfText(
    lies.header ?? `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`,
  );
  const length = new DataView(new ArrayBuffer(version === 1 ? 2 : 4));
  const said = lies.headerBytes ?? text.length;
  if (version === 1) length.setUint16(0, said, true);
  else length.setUint32(0, said, true);
  return joined(
    Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0),
    new Uint8Array(length.buffer),
    text,
    Uint8Array.from(data),
  );
}

/** Bytes of an array's elements. */
export const elements = (view: ArrayBufferView) =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

export interface LyingMember {
  readonly name: string;
  readonly content: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Sizes as the table of contents says. */
  readonly packedBytes?: number;
  readonly bytes?: number;
  readonly offset?: number;
}

/** A ZIP file whose table of contents says anything. `extra` stands behind every entry's name. */
export function zipBytes(members: readonly LyingMember[], extra = new Uint8Array(0)): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, method = 0, flags = 0, ...lies } of members) {
    const text = bytesOfText(name);
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    local.setUint16(26, text.length, true);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    entry.setUint16(8, flags, true);
    entry.setUint16(10, method, true);
    entry.setUint32(20, lies.packedBytes ?? content.length, true);
    entry.setUint32(24, lies.bytes ?? content.length, true);
    entry.setUint16(28, text.length, true);
    entry.setUint16(30, extra.length, true);
    entry.setUint32(42, lies.offset ?? at, true);
    parts.push(new Uint8Array(local.buffer), text, content);
    directory.push(new Uint8Array(entry.buffer), text, extra);
    at += 30 + text.length + content.length;
  }
  const contents = joined(...directory);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint32(12, contents.length, true);
  end.setUint32(16, at, true);
  return joined(...parts, contents, new Uint8Array(end.buffer));
}
