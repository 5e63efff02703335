/**
 * Counts the bytes of every buffer that a WebGPU device of this page holds from here on, those for uniforms
 * and for reading back too: what no arena knows of.
 */
export function watchBuffers(): {
  /** Since the start, or since `reset`. */
  readonly peak: () => number;
  readonly live: () => number;
  readonly reset: () => void;
} {
  const sizes = new Map<GPUBuffer, number>();
  let [live, most] = [0, 0];
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    sizes.set(buffer, descriptor.size);
    live += descriptor.size;
    most = Math.max(most, live);
    return buffer;
  };
  GPUBuffer.prototype.destroy = function () {
    live -= sizes.get(this) ?? 0;
    sizes.delete(this);
    destroy.call(this);
  };
  return { peak: () => most, live: () => live, reset: () => void (most = live) };
}
