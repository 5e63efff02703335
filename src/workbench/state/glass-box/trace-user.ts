import { engineStep } from '../engine-step';
import { occupyEngine } from '../occupy-engine';
import { useGlassBox, type TraceOf } from './glass-box-store';

/** Decodes the held-out item of one user under the settings in hand, and keeps what happened. */
export function traceUser(asked: TraceOf): Promise<void> {
  return occupyEngine(async (controller) => {
    const { settings } = useGlassBox.getState();
    const { file, sids, histories, part, user } = asked;
    const { starts, rows } = histories;
    await engineStep(
      'decode',
      'Decoding one user',
      controller,
      async (engine, { signal }) => {
        const request = {
          ...{ model: file, sids, histories: { starts, rows }, part, user },
          ...{ ...settings, doubling: false },
        };
        const trace = await engine.traceDecode(request, signal ? { signal } : {});
        useGlassBox.setState({ traced: { ...asked, settings, trace } });
      },
      (problem) => useGlassBox.setState({ problem }),
    );
  });
}
