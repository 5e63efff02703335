import { Problem } from '../../problem';
import type { DeviceInfo } from '../device';

/** The limits that decide which shards and codebooks fit; we ask for all the adapter has. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBuffersPerShaderStage',
] as const;

/** Used where present, never required. */
const FEATURES = ['subgroups', 'timestamp-query'] as const;

/**
 * Chromium's GPU process may start anew while the first request is under way (seen with NVIDIA's
 * driver and Vulkan), which is then answered with null; the next one finds the adapter.
 */
const RETRY_MS = 500;

export interface OpenAdapter {
  readonly gpu: GPUDevice;
  readonly info: DeviceInfo;
}

/** Opens the adapter. The only place that touches `navigator.gpu`. Throws `GPU_UNAVAILABLE`. */
export async function openAdapter(): Promise<OpenAdapter> {
  // Absent in browsers without WebGPU and on insecure origins, whatever the types say.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu) throw unavailable('This browser offers no WebGPU (navigator.gpu is missing).');
  const adapter = (await request(gpu)) ?? (await later(RETRY_MS, () => request(gpu)));
  if (!adapter) throw unavailable('The browser has WebGPU, but found no graphics adapter for it.');

  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  const requiredFeatures = FEATURES.filter((name) => adapter.features.has(name));
  const device = await adapter.requestDevice({
    label: 'sid-workbench',
    requiredLimits,
    requiredFeatures,
  });
  return {
    gpu: device,
    info: {
      kind: 'webgpu',
      ...describe(adapter.info),
      limits: Object.fromEntries(LIMITS.map((name) => [name, device.limits[name]])),
      features: [...device.features].sort(),
    },
  };
}

function request(gpu: GPU): Promise<GPUAdapter | null> {
  return gpu.requestAdapter({ powerPreference: 'high-performance' });
}

async function later<T>(ms: number, call: () => Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return call();
}

function describe(info: GPUAdapterInfo): { name: string; software: boolean } {
  const software =
    info.isFallbackAdapter ||
    /swiftshader|llvmpipe|basic render/i.test(JSON.stringify(words(info)));
  const name = words(info).filter(Boolean).join(' ') || 'unnamed adapter';
  return { name: software ? `${name} (software, no GPU)` : name, software };
}

function words(info: GPUAdapterInfo): string[] {
  return info.description ? [info.description] : [info.vendor, info.architecture];
}

function unavailable(message: string): Problem {
  return new Problem(
    'GPU_UNAVAILABLE',
    message,
    'Turn WebGPU on as described below, or go on with the CPU device (slower, same results).',
  );
}
