import { editSizes, useModel } from '../../state/retrieval/model-store';
import { Choice } from '../../widgets/Choice';
import { NumberInput } from '../../widgets/NumberInput';
import { Toggle } from '../../widgets/Toggle';

const FEED_FORWARD = [
  { value: 'relu', text: 'ReLU (T5)' },
  { value: 'gated-gelu', text: 'gated GELU (T5 v1.1)' },
] as const;

type Size = 'dModel' | 'numHeads' | 'dFf' | 'numLayers' | 'numDecoderLayers';

/** Sizes of a model of one's own. */
export function ModelSizes() {
  const model = useModel((state) => state.draft.config.model);
  const size = (label: string, key: Size) => (
    <NumberInput
      label={label}
      value={model[key]}
      min={1}
      onChange={(value) => editSizes({ [key]: value })}
    />
  );
  return (
    <div className="sweep-form" role="group" aria-label="Sizes of the model">
      {size('Width (d_model)', 'dModel')}
      {size('Heads', 'numHeads')}
      <NumberInput
        label="Columns a head (d_kv), by 4"
        value={model.dKv}
        min={4}
        step={4}
        onChange={(dKv) => editSizes({ dKv })}
      />
      {size('Feed-forward width (d_ff)', 'dFf')}
      {size('Encoder layers', 'numLayers')}
      {size('Decoder layers', 'numDecoderLayers')}
      <Choice
        label="Feed-forward"
        value={model.feedForward}
        options={FEED_FORWARD}
        onChange={(feedForward) => editSizes({ feedForward })}
      />
      <div className="row" title="Off: the head has a matrix of its own.">
        <Toggle
          isOn={model.tieWordEmbeddings}
          onChange={(tieWordEmbeddings) => editSizes({ tieWordEmbeddings })}
        >
          The head is the embedding (tied)
        </Toggle>
      </div>
    </div>
  );
}
