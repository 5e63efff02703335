import { expect, it } from 'vitest';
import { HeldBlocks } from './held-blocks';

const bytes = (text: string) => new TextEncoder().encode(text);

it('gives what stands together, and no more than was asked for', async () => {
  const held = new HeldBlocks(2, 100);
  held.keep(3, bytes('aabbc'));
  held.keep(6, bytes('dd'));
  expect(held.take(2, 9)).toBeNull();
  const taken = held.take(3, 9);
  expect([taken?.count, await taken?.part.text()]).toEqual([3, 'aabbc']);
  const middle = held.take(4, 5);
  expect([middle?.count, await middle?.part.text()]).toEqual([1, 'bb']);
});

it('forgets the first ones where there are too many, and what is dropped', () => {
  const held = new HeldBlocks(1, 4);
  held.keep(0, bytes('abc'));
  held.keep(10, bytes('de'));
  expect([0, 1, 2, 10, 11].map((at) => held.has(at))).toEqual([false, true, true, true, true]);
  held.drop(1, 2);
  expect([1, 2, 10].map((at) => held.has(at))).toEqual([false, false, true]);
});
