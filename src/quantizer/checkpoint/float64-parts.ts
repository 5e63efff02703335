import type { NamedTensor } from '../../dataset/formats/safetensors-write';
import type { NamedShape } from '../../dataset/checkpoint/sealed-file';

/** Three of 24 bits hold the 53 of a double; below 2^-96 its last bits are lost, and matter to no sum. */
const PARTS = 3;

const partName = (name: string, part: number) => `${name}.${part}`;

/** Doubles as float32 tensors `<name>.0` to `<name>.2` whose sum they are, as a file holds no others. */
export function float64Tensors(
  { name, shape }: NamedShape,
  values: Float64Array,
): readonly NamedTensor[] {
  let rest = values;
  return Array.from({ length: PARTS }, (_, part) => {
    const data = Float32Array.from(rest);
    rest = rest.map((value, i) => value - data[i]!);
    return { name: partName(name, part), shape, data };
  });
}

/** Reads them back. Throws what `take` throws. */
export function takeFloat64(
  take: (wanted: NamedShape) => Float32Array,
  { name, shape }: NamedShape,
): Float64Array {
  const parts = Array.from({ length: PARTS }, (_, part) =>
    take({ name: partName(name, part), shape }),
  );
  // From the smallest up, every sum is exact.
  return Float64Array.from(parts[0]!, (_, i) =>
    parts.reduceRight((sum, part) => sum + part[i]!, 0),
  );
}
