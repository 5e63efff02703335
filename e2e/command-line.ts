import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const SID = fileURLToPath(new URL('../scripts/sid.mjs', import.meta.url));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `sid` command to its end. */
export function sid(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [SID, ...args], (_error, stdout, stderr) =>
      done({ status: child.exitCode, stdout, stderr }),
    );
  });
}

/** Version 1 .npy: its header text, and its payload. */
export function readNpy(bytes: Uint8Array) {
  const end = 10 + new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(10, end));
  return { header, payload: new Uint8Array(bytes.subarray(end)).buffer };
}
