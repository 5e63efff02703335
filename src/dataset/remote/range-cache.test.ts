import { describe, expect, it, vi } from 'vitest';
import { CANCELLED } from '../../problem';
import { RangeCache } from './range-cache';

const KIB = 1 << 10;
const MIB = 1 << 20;
const SIZE = 40 * MIB + 123;

const byteAt = (at: number) => (at * 31 + (at >> 8)) & 255;

/** Notes what it is asked for, in KiB. */
function server(size = SIZE) {
  const asked: (readonly [number, number])[] = [];
  const cache = new RangeCache(size, async (begin, end) => {
    asked.push([begin / KIB, end / KIB]);
    const bytes = new Uint8Array(end - begin);
    for (let i = 0; i < bytes.length; i++) bytes[i] = byteAt(begin + i);
    return bytes.buffer;
  });
  return { asked, cache };
}

async function expectRead(cache: RangeCache, begin: number, end: number): Promise<void> {
  const bytes = new Uint8Array(await cache.read(begin, end));
  expect(bytes.length).toBe(end - begin);
  expect(bytes.every((byte, i) => byte === byteAt(begin + i))).toBe(true);
}

describe('reads of a file far away', () => {
  it('many small ones are one request', async () => {
    const { asked, cache } = server();
    for (let at = 0; at < 200; at++) await expectRead(cache, at * 1000, at * 1000 + 900);
    expect(asked).toEqual([[0, 256]]);
  });

  it('those at once share the request under way', async () => {
    const { asked, cache } = server();
    await Promise.all(Array.from({ length: 50 }, (_, i) => expectRead(cache, i, i + 100)));
    expect(asked).toEqual([[0, 256]]);
  });

  it('only blocks that are not there are asked for, neighbours together', async () => {
    const { asked, cache } = server();
    await expectRead(cache, 300 * KIB, 310 * KIB);
    await expectRead(cache, 100, 1000 * KIB);
    expect(asked).toEqual([
      [256, 512],
      [0, 256],
      [512, 1024],
    ]);
  });

  it('the last block ends with the file', async () => {
    const { asked, cache } = server();
    await expectRead(cache, SIZE - 8, SIZE);
    expect(asked).toEqual([[40 * KIB, SIZE / KIB]]);
    await expectRead(server(5).cache, 0, 5);
  });

  it('a large one is asked for 16 MiB at a time', async () => {
    const { asked, cache } = server();
    await expectRead(cache, 5, 5 + 33 * MIB);
    expect(asked).toEqual([
      [0, 16 * KIB],
      [16 * KIB, 32 * KIB],
      [32 * KIB, 33 * KIB + 256],
    ]);
    await expectRead(cache, SIZE - 2 * MIB, SIZE);
    expect(asked).toHaveLength(4);
  });

  it('what was read in bulk is held: the same and what lies between is not asked for again', async () => {
    const { asked, cache } = server();
    await expectRead(cache, 2 * MIB, 5 * MIB);
    await expectRead(cache, 7 * MIB, 9 * MIB);
    asked.length = 0;
    await expectRead(cache, 2 * MIB + 7, 4 * MIB);
    await expectRead(cache, 3 * MIB, 3 * MIB + 10);
    expect(asked).toEqual([]);
    await expectRead(cache, MIB, 10 * MIB);
    expect(asked).toEqual([
      [1 * KIB, 2 * KIB],
      [5 * KIB, 7 * KIB],
      [9 * KIB, 10 * KIB],
    ]);
    await expectRead(cache, 5 * MIB - 9, 7 * MIB + 9);
    expect(asked).toHaveLength(3);
  });

  it('what the browser has not held in the end is asked for again', async () => {
    const { asked, cache } = server();
    await expectRead(cache, 0, 2 * MIB);
    vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValueOnce(
      new DOMException('', 'NotReadableError'),
    );
    await expectRead(cache, 0, 2 * MIB);
    expect(asked).toHaveLength(2);
    vi.restoreAllMocks();
  });

  it('forgets what was used long ago', async () => {
    const { asked, cache } = server();
    for (let at = 0; at < 140; at++) {
      await cache.read(at * 256 * KIB, at * 256 * KIB + 1);
      // Used all the time.
      await cache.read(0, 1);
    }
    expect(asked).toHaveLength(140);
    await cache.read(256 * KIB, 256 * KIB + 1);
    expect(asked).toHaveLength(141);
  });

  it('a request that failed is made again by the next read', async () => {
    let isBroken = true;
    const cache = new RangeCache(1000, async (begin, end) => {
      if (isBroken) throw new Error('broken');
      return new ArrayBuffer(end - begin);
    });
    await expect(cache.read(0, 10)).rejects.toThrow('broken');
    isBroken = false;
    expect((await cache.read(0, 10)).byteLength).toBe(10);
  });
});

it('tells work how many bytes have come for it', async () => {
  const { cache } = server();
  await cache.read(0, 10);
  const told: number[] = [];
  const note = (bytes: number) => told.push(bytes / MIB);
  await cache.during(undefined, () => cache.read(0, 18 * MIB), note);
  await cache.read(20 * MIB, 30 * MIB);
  expect([told.length, told.at(-1)]).toEqual([2, 18]);
});

describe('a cancel', () => {
  /** Answers nothing until it is told to. */
  function silent() {
    const signals: AbortSignal[] = [];
    const answers: (() => void)[] = [];
    const cache = new RangeCache(1000, (begin, end, signal) => {
      signals.push(signal);
      return new Promise((resolve) => answers.push(() => resolve(new ArrayBuffer(end - begin))));
    });
    return { signals, answers, cache };
  }

  it('ends the work at once, and its requests', async () => {
    const { signals, cache } = silent();
    const controller = new AbortController();
    const reading = cache.read(0, 10);
    const work = cache.during(controller.signal, () => reading);
    controller.abort();
    await expect(work).rejects.toMatchObject({ code: CANCELLED });
    await expect(reading).rejects.toMatchObject({ code: CANCELLED });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('leaves requests that other work waits for, and later work asks anew', async () => {
    const { signals, answers, cache } = silent();
    const controller = new AbortController();
    const cancelled = cache.during(controller.signal, () => cache.read(0, 10));
    const other = cache.during(undefined, () => cache.read(5, 15));
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ code: CANCELLED });
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    answers[0]?.();
    expect((await other).byteLength).toBe(10);

    const again = new AbortController();
    const second = cache.during(again.signal, () => cache.read(0, 10));
    expect((await second).byteLength).toBe(10);
    expect(signals).toHaveLength(1);
  });

  it('work after a cancel is not cancelled with it', async () => {
    const { signals, answers, cache } = silent();
    const controller = new AbortController();
    const first = cache.during(controller.signal, () => cache.read(0, 10));
    controller.abort();
    await expect(first).rejects.toMatchObject({ code: CANCELLED });
    const next = cache.during(undefined, () => cache.read(0, 10));
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    answers[1]?.();
    expect((await next).byteLength).toBe(10);
  });
});
