import type { ProblemDetail } from '../../problem';

export interface Capability {
  readonly need: string;
  readonly have: string;
  readonly ok: boolean;
}

/** What WebGPU asks of the page, as far as the page can see it. The adapter was asked by the engine. */
export function capabilities(): Capability[] {
  const hasApi = 'gpu' in navigator;
  return [
    {
      need: 'A secure context (https or localhost)',
      have: `${location.protocol}//${location.host}`,
      ok: isSecureContext,
    },
    {
      need: 'A browser with WebGPU',
      have: hasApi ? 'the API is there' : 'the API is missing',
      ok: hasApi,
    },
    { need: 'A graphics adapter that the browser allows', have: 'none was given', ok: false },
  ];
}

export const REMEDIES: readonly { readonly browser: string; readonly remedy: string }[] = [
  {
    browser: 'Chrome, Edge 113+',
    remedy:
      'Turn on “Use graphics acceleration when available” in Settings › System, restart, and look at chrome://gpu for why WebGPU is off.',
  },
  {
    browser: 'Chrome on Linux',
    remedy:
      'Start it with --enable-unsafe-webgpu --enable-features=Vulkan; without a GPU add --use-webgpu-adapter=swiftshader (software).',
  },
  {
    browser: 'Firefox 141+',
    remedy:
      'On Windows and recent macOS it is on; elsewhere set dom.webgpu.enabled in about:config.',
  },
  {
    browser: 'Safari 26+',
    remedy: 'It is on. In Safari 18 turn on WebGPU in Settings › Feature Flags.',
  },
];

/** For a bug report: the browser and the cause, never data. */
export function reportText(problem: ProblemDetail): string {
  const have = capabilities().map(
    ({ need, have, ok }) => `${ok ? 'yes' : 'no'}: ${need} (${have})`,
  );
  return [
    'SID Workbench, capability report',
    navigator.userAgent,
    `${problem.code}: ${problem.message}`,
    ...have,
  ].join('\n');
}
