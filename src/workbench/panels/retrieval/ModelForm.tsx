import type { RetrieverConfig } from '../../../retriever/train/config';
import {
  choosePreset,
  editModel,
  editSizes,
  useModel,
  type ModelPreset,
} from '../../state/retrieval/model-store';
import { Choice } from '../../widgets/Choice';
import { NumberInput } from '../../widgets/NumberInput';
import { Section } from '../../widgets/Section';
import { ModelSizes } from './ModelSizes';

const PRESETS: readonly { readonly value: ModelPreset; readonly text: string }[] = [
  { value: 'tiny', text: 'tiny: d 64, 2 + 2 layers' },
  { value: 'small', text: 'small: d 128, 4 + 4 layers' },
  { value: 'custom', text: 'custom' },
];

type Counted = 'epochs' | 'batchSize' | 'maxItems' | 'seed' | 'accumulate' | 'userBuckets';
type Fraction = 'learningRate' | 'warmUp' | 'labelSmoothing' | 'weightDecay' | 'clipNorm';

/** Settings of the sequence model; what is seldom changed is folded away. */
export function ModelForm() {
  const { preset, config } = useModel((state) => state.draft);
  const count = (label: string, key: Counted, min = 1) => (
    <NumberInput
      label={label}
      value={config[key]}
      min={min}
      onChange={(value) => editModel({ [key]: value })}
    />
  );
  const fraction = (label: string, key: Fraction, max?: number) => (
    <NumberInput
      label={label}
      value={config[key]}
      min={0}
      {...(max === undefined ? {} : { max })}
      step={0.0001}
      onChange={(value) => editModel({ [key]: value })}
    />
  );
  return (
    <>
      <div className="sweep-form">
        <Choice label="Model" value={preset} options={PRESETS} onChange={choosePreset} />
        {count('Epochs', 'epochs')}
        {count('Samples a batch', 'batchSize')}
        {fraction('Learning rate', 'learningRate', 1)}
        {count('Latest items read', 'maxItems')}
        {count('Seed of the model', 'seed', 0)}
      </div>
      {preset === 'custom' && <ModelSizes />}
      <Section title="More of the training" summary={moreText(config)}>
        <div className="sweep-form">
          {count('Batches a step', 'accumulate')}
          {fraction('Warm-up, share of steps', 'warmUp', 0.9999)}
          <NumberInput
            label="Dropout"
            value={config.model.dropout}
            min={0}
            max={0.9999}
            step={0.0001}
            onChange={(dropout) => editSizes({ dropout })}
          />
          {fraction('Label smoothing', 'labelSmoothing', 0.9999)}
          {fraction('Weight decay', 'weightDecay')}
          {fraction('Largest gradient norm, 0 for any', 'clipNorm')}
          {count('User tokens, 0 for none', 'userBuckets', 0)}
        </div>
      </Section>
    </>
  );
}

function moreText({ accumulate, model, clipNorm, userBuckets }: RetrieverConfig): string {
  const batches = accumulate === 1 ? '1 batch' : `${accumulate} batches`;
  const users = userBuckets > 0 ? `, ${userBuckets} user tokens` : '';
  const clip = clipNorm > 0 ? `, gradients clipped at ${clipNorm}` : '';
  return `${batches} a step, dropout ${model.dropout}${clip}${users}`;
}
