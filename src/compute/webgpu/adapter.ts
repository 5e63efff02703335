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

const FAST = { powerPreference: 'high-performance' } as const;
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
  const adapter = (await gpu.requestAdapter(FAST)) ?? (await secondRequest(gpu));
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

/**
 * Chromium on Linux with NVIDIA's driver was seen to answer a page's first request, with a
 * preference, with null ("a valid external Instance reference no longer exists": its GPU process
 * starts anew), and the next, without one, with the adapter.
 */
async function secondRequest(gpu: GPU): Promise<GPUAdapter | null> {
  await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  return gpu.requestAdapter();
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
