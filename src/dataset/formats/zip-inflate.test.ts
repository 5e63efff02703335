import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { crc32 } from './crc32';
import { inflate, refuseLarge } from './zip-inflate';

test('what is larger than a piece comes back whole', async () => {
  const bytes = new Uint8Array((64 << 20) + 100_003);
  for (let at = 0; at < bytes.length; at += 65_537) bytes[at] = at % 251;
  const packed = deflateSync(bytes, { level: 1 });
  const { blob, crc } = await inflate(new Blob([packed]), bytes.length);
  const inflated = new Uint8Array(await blob.arrayBuffer());
  expect(crc).toBe(crc32(bytes));
  expect(inflated.length).toBe(bytes.length);
  for (const at of [0, 65_537, (64 << 20) - ((64 << 20) % 65_537), bytes.length - 1]) {
    expect(inflated[at]).toBe(bytes[at]);
  }
});

test('a member that a page cannot unpack is refused with the way out', () => {
  expect(() => refuseLarge('embeds.npy', 2 ** 31)).not.toThrow();
  expect(() => refuseLarge('embeds.npy', 2_000_000 * 512 * 4)).toThrow(
    expect.objectContaining({
      code: 'NPZ_COMPRESSED',
      message: 'embeds.npy is compressed and unpacks to 3.8 GiB; a page can unpack 2 GiB.',
      hint: expect.stringContaining('numpy.savez') as string,
    }),
  );
});
