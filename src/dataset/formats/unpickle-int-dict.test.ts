import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../problem';
import { FORGE_DICTS } from './item-table.fixture';
import { unpickleIntDict } from './unpickle-int-dict';

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const entries = (bytes: Uint8Array) => {
  const { keys, values } = unpickleIntDict(bytes, 'd');
  return [...keys].map((key, entry) => [key, values[entry]]);
};

/** PROTO 2, EMPTY_DICT, and the given opcodes. */
const pickle = (...codes: number[]) => Uint8Array.of(0x80, 2, 0x7d, ...codes);

describe('the pickled dict of ints', () => {
  test.each(Object.entries(FORGE_DICTS))('as NumPy writes it, %s', (_protocol, base64) => {
    expect(entries(bytesOf(base64))).toEqual([
      [7n, 0n],
      [2n ** 40n, 1n],
      [300n, 2n],
      [70000n, 3n],
      [-5n, 4n],
      [2n ** 63n - 1n, 5n],
    ]);
  });

  test('an empty dict, and a bare one', () => {
    expect(entries(pickle(0x2e))).toEqual([]);
    expect(entries(pickle(0x4b, 9, 0x4b, 1, 0x73, 0x2e))).toEqual([[9n, 1n]]);
  });

  test('more entries than a first guess has room for', () => {
    const codes: number[] = [];
    for (let i = 0; i < 3000; i++) codes.push(0x4d, i & 255, i >> 8, 0x4b, i & 255, 0x73);
    const read = entries(pickle(...codes, 0x2e));
    expect(read).toHaveLength(3000);
    expect(read[2999]).toEqual([2999n, BigInt(2999 & 255)]);
  });

  const text = (words: string) => [...new TextEncoder().encode(words)];
  test.each([
    ['code: os.system', [0x63, ...text('os\nsystem\n'), 0x2e], 'os system'],
    [
      'code: builtins.eval by the stack',
      [0x8c, 8, ...text('builtins'), 0x8c, 4, ...text('eval'), 0x93, 0x2e],
      'builtins eval',
    ],
    ['an instance (NEWOBJ)', [0x81, 0x2e], '0x81'],
    ['a persistent id', [0x51, 0x2e], '0x51'],
    ['an extension', [0x82, 1, 0x2e], '0x82'],
    ['a float', [0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0x2e], '0x47'],
    ['text for a key', [0x8c, 1, 0x61, 0x4b, 1, 0x73, 0x2e], 'pair of ints'],
    ['an odd entry', [0x28, 0x4b, 1, 0x75, 0x2e], 'pair of ints'],
    ['an int of 9 bytes', [0x8a, 9, ...Array<number>(9).fill(1), 0x2e], '64 bits'],
    ['a call of a dict', [0x29, 0x52, 0x2e], 'no function'],
    ['no dict', [0x30, 0x2e], '0x30'],
    ['a lone int', [0x4b, 1, 0x2e], 'no dict'],
    ['a reference to nothing', [0x68, 4, 0x2e], 'nothing'],
    ['entries on an empty stack', [0x73, 0x2e], 'empty stack'],
    ['no mark', [0x75, 0x2e], 'no mark'],
  ] as const)('refuses %s', (_what, codes, word) => {
    const read = () => unpickleIntDict(pickle(...codes), 'd');
    expect(read).toThrow(Problem);
    expect(read).toThrow(word);
    expect(read).toThrow(expect.objectContaining({ code: 'NPZ_PICKLE' }) as Error);
  });

  test('cut off anywhere it says so, and changed anywhere it gives a dict or a problem', () => {
    const whole = bytesOf(FORGE_DICTS['protocol 4']);
    for (let end = 0; end < whole.length; end++) {
      expect(() => unpickleIntDict(whole.subarray(0, end), 'd')).toThrow(
        expect.objectContaining({ code: 'FILE_TRUNCATED' }) as Error,
      );
    }
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const changed = whole.slice();
        changed[at] = byte;
        try {
          unpickleIntDict(changed, 'd');
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
