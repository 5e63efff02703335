const ARRAYS = [
  'ArrayBuffer',
  'Uint8Array',
  'Uint16Array',
  'Uint32Array',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
] as const;

/**
 * The bytes of the largest array, and of the largest piece of a file, that `work` asks for: so a test
 * can tell that a lie about sizes was found before memory was asked for, without a clock.
 */
export async function largestAllocation(work: () => Promise<unknown>): Promise<number> {
  let largest = 0;
  const note = (bytes: number) => (largest = Math.max(largest, bytes));
  const globals = globalThis as unknown as Record<string, { BYTES_PER_ELEMENT?: number }>;
  const before = ARRAYS.map((name) => [name, globals[name]!] as const);
  for (const [name, original] of before) {
    globals[name] = new Proxy(original, {
      construct(target, args: unknown[], newTarget) {
        const [length] = args;
        if (typeof length === 'number') note(length * (original.BYTES_PER_ELEMENT ?? 1));
        return Reflect.construct(target as never, args, newTarget) as object;
      },
    });
  }

  const { from } = Array;
  const { arrayBuffer } = Blob.prototype;
  Array.from = ((source: ArrayLike<unknown>, ...rest: never[]) => {
    note(8 * (source.length || 0));
    return (from as (...args: unknown[]) => unknown[]).call(Array, source, ...rest);
  }) as typeof Array.from;
  Blob.prototype.arrayBuffer = function (this: Blob) {
    note(this.size);
    return arrayBuffer.call(this);
  };
  try {
    await work();
  } finally {
    for (const [name, original] of before) globals[name] = original;
    Array.from = from;
    Blob.prototype.arrayBuffer = arrayBuffer;
  }
  return largest;
}
