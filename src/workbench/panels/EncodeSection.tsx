import type { Distance } from '../../quantizer/config';
import { encodeAgain, encodeWith } from '../state/encode/encode-actions';
import { setEncode, stateOption, useEncode } from '../state/encode/encode-store';
import { useWorkbench } from '../state/store';
import { ActionButton } from '../widgets/ActionButton';
import { Choice } from '../widgets/Choice';
import { FileButton } from '../widgets/FileButton';
import { NumberInput } from '../widgets/NumberInput';
import { ProblemCard } from '../widgets/ProblemCard';
import { Section } from '../widgets/Section';
import { encodeBlock } from './encode-block';

type Stated = 'file' | Distance;

const DISTANCES: readonly { readonly value: Stated; readonly text: string }[] = [
  { value: 'file', text: 'As the file says' },
  { value: 'l2', text: 'L2' },
  { value: 'cosine', text: 'Cosine' },
];

const NORMALISING = [
  { value: 'file', text: 'As the file says' },
  { value: 'on', text: 'Yes' },
  { value: 'off', text: 'No' },
] as const;

/** Codes for the rows in use from a quantizer that was saved: nothing is trained. */
export function EncodeSection() {
  const file = useEncode((state) => state.file);
  const problem = useEncode((state) => state.problem);
  const block = useWorkbench(encodeBlock);
  return (
    <Section title="Encode with a file" summary={file?.name ?? 'saved codebooks or model'}>
      <p className="muted">
        Gives the rows in use the codes of a saved quantizer: the codebooks.npz or model.safetensors
        of an export, or codebooks of your own. Nothing is trained, and the file stays in this tab.
      </p>
      <StatedFields />
      {problem && <ProblemCard problem={problem} onDismiss={() => setEncode({ problem: null })} />}
      <div className="row">
        <FileButton
          label="File with saved codebooks or a saved model"
          accept={['.npz', '.safetensors']}
          isDisabled={block !== null}
          onFiles={([chosen]) => {
            if (chosen) void encodeWith(chosen);
          }}
        >
          Choose file…
        </FileButton>
        {file && (
          <ActionButton block={block} onPress={() => void encodeAgain()}>
            Encode with {file.name}
          </ActionButton>
        )}
      </div>
      {block !== null && <p className="muted">{block}</p>}
    </Section>
  );
}

function StatedFields() {
  const { distance, normalize, beam } = useEncode((state) => state.stated);
  return (
    <div className="fields">
      <Choice
        label="Distance of the file"
        value={distance ?? 'file'}
        options={DISTANCES}
        onChange={(value) => stateOption({ distance: value === 'file' ? null : value })}
      />
      <Choice
        label="Normalise for it"
        value={normalize === null ? 'file' : normalize ? 'on' : 'off'}
        options={NORMALISING}
        onChange={(value) => stateOption({ normalize: value === 'file' ? null : value === 'on' })}
      />
      <NumberInput
        label="Beam, paths"
        value={beam}
        min={1}
        max={16}
        onChange={(paths) => stateOption({ beam: paths })}
      />
    </div>
  );
}
