import { engineStep } from '../engine-step';
import { occupyEngine } from '../occupy-engine';
import { mergeTrained } from '../reuse';
import { keepFinished } from '../keep-finished';
import { getState, setState } from '../store';
import { getEncode, setEncode } from './encode-store';

/** Chooses a saved quantizer and encodes the rows in use with it. */
export function encodeWith(file: File): Promise<void> {
  setEncode({ file });
  return encodeAgain();
}

/** Encodes the rows in use with the quantizer chosen last. */
export function encodeAgain(): Promise<void> {
  return occupyEngine(encode);
}

/** The outcome takes the place of the trained levels and is kept as a run; on failure they stay. */
async function encode(controller: AbortController): Promise<void> {
  const { file, stated } = getEncode();
  const { slice } = getState();
  if (!file || !slice) return;
  const report = (problem: ReturnType<typeof getEncode>['problem']) => setEncode({ problem });
  await engineStep(
    'encode',
    `Encoding with ${file.name}`,
    controller,
    async (engine, options) => {
      const result = await engine.encode({ file, stated }, options);
      setState(({ draft }) => ({
        trained: mergeTrained(null, result),
        // All of its levels are shown, and no slider trains over them.
        draft: { ...draft, levels: result.levels.length },
        live: false,
        ended: null,
        agreement: null,
      }));
      keepFinished(result, slice);
    },
    report,
  );
}
