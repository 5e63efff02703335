import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../problem';
import { decodeSafetensors } from './safetensors';
import { encodeSafetensors, type NamedTensor } from './safetensors-write';

const tensor = (name: string, shape: number[], from = 0): NamedTensor => ({
  name,
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => from + i / 3),
});

/** A file with one tensor of any dtype, written by hand. */
function byHand(header: unknown, data: number[]): Uint8Array {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

describe('safetensors', () => {
  it('gives back what was written, scalars and empty tensors too', () => {
    const tensors = [tensor('a.weight', [2, 3]), tensor('scalar', [], 5), tensor('none', [0, 4])];
    const read = decodeSafetensors(encodeSafetensors(tensors, { format: 'pt' }));
    expect(read).toEqual({ tensors, metadata: { format: 'pt' } });
  });

  it('is a fixed layout: length, padded JSON, little-endian data', () => {
    const bytes = encodeSafetensors([{ name: 'x', shape: [1], data: Float32Array.of(1) }]);
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      x: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
    });
    expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f]);
  });

  it.each([
    ['F16', [0x00, 0x3e], 1.5],
    ['BF16', [0xc0, 0x3f], 1.5],
    ['F64', [0, 0, 0, 0, 0, 0, 0xf8, 0x3f], 1.5],
  ])('reads %s', (dtype, data, value) => {
    const header = { x: { dtype, shape: [1], data_offsets: [0, data.length] } };
    expect([...decodeSafetensors(byHand(header, data)).tensors[0]!.data]).toEqual([value]);
  });

  it('reads a view into a larger buffer', () => {
    const bytes = encodeSafetensors([tensor('x', [5])]);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(decodeSafetensors(larger.subarray(3)).tensors[0]).toEqual(tensor('x', [5]));
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a length beyond the file', byHand({}, []).subarray(0, 9)],
    ['no JSON', byHand('{', [])],
    ['a list', byHand('[]', [])],
    ['a malformed entry', byHand({ x: 1 }, [])],
    ['an entry of null', byHand({ x: null }, [])],
    ['metadata of null', byHand({ __metadata__: null }, [])],
    ['metadata that are no strings', byHand({ __metadata__: { x: 1 } }, [])],
    [
      'offsets beyond the file',
      byHand({ x: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, []),
    ],
    [
      'offsets that do not fit',
      byHand({ x: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } }, [0, 0, 0, 0]),
    ],
    [
      'a negative shape',
      byHand({ x: { dtype: 'F32', shape: [-1], data_offsets: [0, 4] } }, [0, 0, 0, 0]),
    ],
    ['another dtype', byHand({ x: { dtype: 'I64', shape: [0], data_offsets: [0, 0] } }, [])],
  ])('%s is a typed problem', (_, bytes) => {
    expect(() => decodeSafetensors(bytes)).toThrow(Problem);
  });

  it('never throws anything else on a damaged file', () => {
    const good = encodeSafetensors([tensor('a', [2, 2]), tensor('b', [3])], { k: 'v' });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, cut) => {
        const bad = good.slice(0, cut);
        if (at < bad.length) bad[at] = value;
        try {
          decodeSafetensors(bad);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
    );
  });
});
