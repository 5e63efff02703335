import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Arena, Device } from './device';
import { defineKernel, linearGrid, writeF32 } from './kernel';

/** element[i] = element[i] * factor + step: shows which calls ran, and in which order. */
export const scaleAndStep = defineKernel({
  name: 'test/scale-and-step',
  wgsl: `
    struct Params { count: u32, factor: f32, step: f32 }
    @group(0) @binding(0) var<uniform> params: Params;
    @group(0) @binding(1) var<storage, read_write> element: array<f32>;
    override GROUP: u32;
    @compute @workgroup_size(GROUP)
    fn main(@builtin(global_invocation_id) id: vec3u) {
      if (id.x >= params.count) { return; }
      element[id.x] = element[id.x] * params.factor + params.step;
    }`,
  bindings: { element: writeF32 },
  params: { count: 'u32', factor: 'f32', step: 'f32' },
  overrides: { GROUP: 64 },
  grid: ({ count }, { GROUP }) => linearGrid(count, GROUP),
  oracle({ element }, { count, factor, step }) {
    for (let i = 0; i < count; i++) element[i] = element[i]! * factor + step;
  },
});

/** What every Device promises, whichever processor is behind it. */
export function keepsDeviceContract(open: () => Promise<Device>): void {
  let device: Device;
  let arena: Arena;

  beforeAll(async () => {
    device = await open();
    await device.prepare(scaleAndStep);
  });
  afterAll(() => device.destroy());

  /** Runs `body` with an arena that is gone afterwards, and fails on any stray device error. */
  const withArena = (body: () => Promise<void>) => async () => {
    arena = device.arena('test');
    try {
      await body();
    } finally {
      arena.dispose();
    }
    await device.flush();
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  };

  const scale = (element: ReturnType<typeof arena.tensor<'f32'>>, factor: number, step: number) =>
    device.run(scaleAndStep, {
      tensors: { element },
      params: { count: element.length, factor, step },
    });

  describe('memory', () => {
    test(
      'an arena counts what it holds and gives it back',
      withArena(async () => {
        arena.tensor('a', 'f32', 100);
        arena.tensor('b', 'u32', 4);
        expect(device.memory).toEqual({ bytes: 416, buffers: 2 });
        const other = device.arena('other');
        other.tensor('c', 'f32', 1000);
        expect(device.memory).toEqual({ bytes: 4416, buffers: 3 });
        other.dispose();
        other.dispose();
        expect(device.memory).toEqual({ bytes: 416, buffers: 2 });
      }),
    );

    test(
      'tensors start as zeros, and a freed one leaves nothing behind',
      withArena(async () => {
        const first = device.arena('first');
        device.write(first.tensor('a', 'f32', 1000), new Float32Array(1000).fill(7));
        await device.flush();
        first.dispose();
        expect(await device.read(arena.tensor('a', 'f32', 1000))).toEqual(new Float32Array(1000));
      }),
    );
  });

  describe('contents', () => {
    test.for([0, 1, 2, 3, 5, 1000])('%d elements come back as written', async (length) => {
      await withArena(async () => {
        const floats = Float32Array.from({ length }, (_, i) => i - 0.5);
        const codes = Uint32Array.from({ length }, (_, i) => 0xffff_ffff - i);
        const float = arena.tensor('float', 'f32', length);
        const code = arena.tensor('code', 'u32', length);
        device.write(float, floats);
        device.write(code, codes);
        expect(await device.read(float)).toEqual(floats);
        expect(await device.read(code)).toEqual(codes);
      })();
    });

    test(
      'a write at an offset leaves the rest',
      withArena(async () => {
        const tensor = arena.tensor('a', 'u32', 5);
        device.write(tensor, Uint32Array.of(1, 2, 3, 4, 5));
        device.write(tensor, Uint32Array.of(9, 8), 3);
        expect([...(await device.read(tensor))]).toEqual([1, 2, 3, 9, 8]);
      }),
    );

    test(
      'a read of a prefix is a copy of the prefix',
      withArena(async () => {
        const tensor = arena.tensor('a', 'f32', 4);
        device.write(tensor, Float32Array.of(1, 2, 3, 4));
        const prefix = await device.read(tensor, 3);
        expect([...prefix]).toEqual([1, 2, 3]);
        prefix.fill(0);
        expect([...(await device.read(tensor))]).toEqual([1, 2, 3, 4]);
        expect(await device.read(tensor, 0)).toHaveLength(0);
      }),
    );

    test(
      'a copy moves a prefix, a clear zeroes everything',
      withArena(async () => {
        const from = arena.tensor('from', 'u32', 4);
        const to = arena.tensor('to', 'u32', 5);
        device.write(from, Uint32Array.of(1, 2, 3, 4));
        device.write(to, Uint32Array.of(9, 9, 9, 9, 9));
        device.copy(from, to, 3);
        expect([...(await device.read(to))]).toEqual([1, 2, 3, 9, 9]);
        device.copy(from, to, 2, { from: 2, to: 1 });
        expect([...(await device.read(to))]).toEqual([1, 3, 4, 9, 9]);
        device.clear(to);
        expect([...(await device.read(to))]).toEqual([0, 0, 0, 0, 0]);
        expect([...(await device.read(from))]).toEqual([1, 2, 3, 4]);
      }),
    );
  });

  describe('order of work', () => {
    test(
      'runs, writes, copies and clears take effect in the order they were queued',
      withArena(async () => {
        const element = arena.tensor('element', 'f32', 70);
        const kept = arena.tensor('kept', 'f32', 70);
        device.write(element, new Float32Array(70).fill(1));
        scale(element, 2, 3);
        device.write(element, Float32Array.of(10));
        scale(element, 2, 1);
        device.copy(element, kept, 70);
        device.clear(element);
        scale(element, 5, 4);
        const wanted = new Float32Array(70).fill(11);
        wanted[0] = 21;
        expect(await device.read(kept)).toEqual(wanted);
        expect(await device.read(element)).toEqual(new Float32Array(70).fill(4));
      }),
    );

    test.for([1023, 1024, 1025, 2500])('%d queued calls keep their own params', async (calls) => {
      await withArena(async () => {
        const element = arena.tensor('element', 'f32', 1);
        for (let step = 1; step <= calls; step++) scale(element, 1, step);
        expect([...(await device.read(element))]).toEqual([(calls * (calls + 1)) / 2]);
      })();
    });

    test(
      'a call without work does nothing',
      withArena(async () => {
        scale(arena.tensor('empty', 'f32', 0), 1, 1);
        await device.flush();
      }),
    );
  });

  describe('loss', () => {
    test('flush and read throw GPU_LOST from then on, and disposing still works', async () => {
      const losing = await open();
      const held = losing.arena('held');
      const tensor = held.tensor('a', 'f32', 10);
      losing.write(tensor, new Float32Array(10));
      await losing.flush();
      losing.lose();
      await expect(losing.flush()).rejects.toMatchObject({ code: 'GPU_LOST' });
      await expect(losing.read(tensor)).rejects.toMatchObject({ code: 'GPU_LOST' });
      await expect(losing.flush()).rejects.toMatchObject({ code: 'GPU_LOST' });
      held.dispose();
      expect(losing.memory).toEqual({ bytes: 0, buffers: 0 });
    });

    test('a read that waits while the device is lost throws GPU_LOST', async () => {
      const losing = await open();
      const tensor = losing.arena('held').tensor('a', 'f32', 10);
      const reading = losing.read(tensor);
      losing.lose();
      await expect(reading).rejects.toMatchObject({ code: 'GPU_LOST' });
    });
  });
}
