import type { Device } from './device';

/** The device, and the most bytes that its live arenas have held so far. */
export function watchMemory(device: Device): { watched: Device; peak: () => number } {
  let most = 0;
  const watched: Device = Object.create(device, {
    arena: {
      value: (label: string) => {
        const arena = device.arena(label);
        const tensor: typeof arena.tensor = (...asked) => {
          const made = arena.tensor(...asked);
          most = Math.max(most, device.memory.bytes);
          return made;
        };
        return { tensor, dispose: () => arena.dispose() };
      },
    },
  }) as Device;
  return { watched, peak: () => most };
}
