import { describe, expect, it } from 'vitest';
import { RangedFile } from './ranged-file';

const CONTENT = Uint8Array.from({ length: 10_000_000 }, (_, i) => (i * 7) % 251);
const blob = new Blob([CONTENT]);
const reads: [number, number][] = [];
const file = new RangedFile({
  name: 'a.bin',
  size: CONTENT.length,
  read: async (begin, end) => {
    reads.push([begin, end]);
    return CONTENT.slice(begin, end).buffer;
  },
});

describe('a file of ranges', () => {
  it.each([
    [0, 10],
    [5, 5],
    [9, 3],
    [-4, undefined],
    [-10, -3],
    [9_999_990, 20_000_000],
    [20_000_000, 30_000_000],
  ])('slices (%s, %s) as a Blob does', async (start, end) => {
    const slice = file.slice(start, end);
    const expected = blob.slice(start, end);
    expect(slice.size).toBe(expected.size);
    expect(await slice.bytes()).toEqual(new Uint8Array(await expected.arrayBuffer()));
  });

  it('slices of slices are read where they lie, and only there', async () => {
    reads.length = 0;
    const part = file.slice(100, 200).slice(10, -10).slice(5);
    expect(await part.bytes()).toEqual(CONTENT.slice(115, 190));
    expect(await file.slice(7, 7).text()).toBe('');
    expect(reads).toEqual([[115, 190]]);
  });

  it('streams all of its bytes, a piece at a time', async () => {
    reads.length = 0;
    const streamed = new Uint8Array(await new Response(file.stream()).arrayBuffer());
    expect(Buffer.compare(streamed, CONTENT)).toBe(0);
    expect(reads.length).toBe(3);
    expect(await new Response(file.slice(0, 0).stream()).text()).toBe('');
  });

  it('reads text', async () => {
    const text = new TextEncoder().encode('naïve');
    const read = async (begin: number, end: number) => text.slice(begin, end).buffer;
    expect(await new RangedFile({ name: 't', size: text.length, read }).text()).toBe('naïve');
  });

  it('a read that fails, fails its reader', async () => {
    const read = () => Promise.reject(new Error('gone'));
    const lost = new RangedFile({ name: 't', size: 9, read });
    await expect(lost.slice(1, 3).arrayBuffer()).rejects.toThrow('gone');
    await expect(new Response(lost.stream()).text()).rejects.toThrow('gone');
  });
});
