import { parseArgs } from 'node:util';
import { DIST, ensureBuilt, ensureInstalled } from './lib/project.mjs';
import { serveFolder } from './server.mjs';

const HELP = `npm start [-- --port 4173] [--host 127.0.0.1]

Installs what is missing, builds if the sources are newer than dist/, and serves the workbench.
`;

const WEBGPU = `Your GPU does the work, through WebGPU. Where a browser lacks it:
  Chrome, Edge   113 or newer on Windows, macOS, ChromeOS. On Linux, or if it is off: turn on
                 chrome://flags/#enable-unsafe-webgpu and chrome://flags/#enable-vulkan, relaunch
  Firefox        141 or newer on Windows, 145 on macOS; else about:config, dom.webgpu.enabled
  Safari         26 or newer; before that Settings > Feature Flags > WebGPU
Without WebGPU the page offers its CPU device: the same codes, much slower.
WebGPU needs https or this machine's own address; from afar: ssh -L PORT:127.0.0.1:PORT HOST
`;

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const port = Number(values.port ?? 4173);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${values.port} is not a port: give a whole number up to 65535`);
  }
  ensureInstalled();
  ensureBuilt();
  const { url } = await serveFolder({ root: DIST, port, host: values.host ?? '127.0.0.1' });
  console.log(`\nSID Workbench: ${url}\n\n${WEBGPU}\nCtrl-C stops it.`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
