import { trainBeamOf } from '../../quantizer/config';
import { editDraft, useWorkbench } from '../state/store';
import { Defined } from '../widgets/Defined';
import { NumberInput } from '../widgets/NumberInput';

const MAX_BEAM = 16;

/** Paths that training and encoding follow, where a method knows beams. */
export function BeamFields() {
  const { method, distance, beam, trainBeam } = useWorkbench((state) => state.draft);
  if (distance !== 'l2' || (method !== 'lloyd' && method !== 'ema')) return null;
  return (
    <>
      {method === 'lloyd' && (
        <NumberInput
          label="Paths while training"
          value={trainBeam}
          min={1}
          max={MAX_BEAM}
          onChange={(paths) => editDraft({ trainBeam: paths })}
        />
      )}
      <NumberInput
        label="Encoding beam"
        value={beam}
        min={1}
        max={MAX_BEAM}
        onChange={(paths) => editDraft({ beam: paths })}
      />
    </>
  );
}

/** What training on paths is, and what goes with it. */
export function BeamNote() {
  const draft = useWorkbench((state) => state.draft);
  const paths = trainBeamOf(draft);
  if (paths === 1) return null;
  return (
    <p className="muted method-note">
      <Defined of="trainBeam">Training on {paths} paths</Defined>: from level 2 on, codewords are
      fitted to what the best {paths} paths of every row leave.
      {draft.beam < paths &&
        ` Made for an encoding beam of ${paths}: by ${draft.beam} it encodes worse.`}
    </p>
  );
}
