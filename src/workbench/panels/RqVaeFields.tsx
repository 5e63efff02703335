import { DEFAULT_CONFIG, FORGE_CONTRASTIVE, type RqVaeConfig } from '../../quantizer/config';
import { stepCounts } from '../../quantizer/rqvae/step-counts';
import { editDraft, useWorkbench } from '../state/store';
import { Choice } from '../widgets/Choice';
import { NumberInput } from '../widgets/NumberInput';
import { Toggle } from '../widgets/Toggle';
import { ContrastivePairs } from './ContrastivePairs';
import { HiddenWidths } from './HiddenWidths';
import { stepsText } from './learning-headline';

const CODEBOOKS = [
  { value: 'gradient', text: 'By gradient' },
  { value: 'ema', text: 'By moving average' },
] as const;
const INITS = [
  { value: 'kmeans', text: 'k-means' },
  { value: 'random', text: 'Random' },
] as const;
const LOSSES = [
  { value: 'mse', text: 'Squared error' },
  { value: 'l1', text: 'Absolute error' },
  { value: 'cosine', text: 'Cosine' },
] as const;
const ESTIMATORS = [
  { value: 'straight-through', text: 'Straight-through' },
  { value: 'rotation', text: 'Rotation trick' },
] as const;
const ACTIVATIONS = [
  { value: 'relu', text: 'ReLU' },
  { value: 'silu', text: 'SiLU' },
  { value: 'gelu', text: 'GELU' },
] as const;

/** What an RQ-VAE adds to the Tune panel. */
export function RqVaeFields() {
  const rqvae = useWorkbench((state) => state.draft.rqvae);
  const ema = useWorkbench((state) => state.draft.ema);
  const rows = useWorkbench((state) => state.slice?.rows ?? 0);
  const pairs = useWorkbench((state) => state.pairs?.count ?? 0);
  const iterations = useWorkbench((state) => state.draft.iterations);
  const dim = useWorkbench((state) => state.slice?.dim ?? 0);
  const edit = (change: Partial<RqVaeConfig>) => editDraft({ rqvae: { ...rqvae, ...change } });
  const number = (label: string, key: 'latentDim' | 'batchRows', max: number) => (
    <NumberInput
      label={label}
      value={rqvae[key]}
      min={1}
      max={max}
      onChange={(value) => edit({ [key]: value })}
    />
  );
  return (
    <fieldset className="rqvae">
      <legend>Encoder, decoder and codebooks</legend>
      <div className="fields">
        <HiddenWidths widths={rqvae.hidden} onChange={(hidden) => edit({ hidden })} />
        {!rqvae.residual && number('Latent dims', 'latentDim', 8192)}
        <Choice
          label="Activation"
          value={rqvae.activation}
          options={ACTIVATIONS}
          onChange={(activation) => edit({ activation })}
        />
        {number('Batch rows', 'batchRows', 1 << 20)}
        <NumberInput
          label="Learning rate"
          value={rqvae.learningRate}
          min={0.0001}
          max={1}
          step={0.0001}
          onChange={(learningRate) => edit({ learningRate })}
        />
        <Choice
          label="Reconstruction loss"
          value={rqvae.reconstruction}
          options={LOSSES}
          onChange={(reconstruction) => edit({ reconstruction })}
        />
        <Choice
          label="Codebooks learn"
          value={rqvae.codebook}
          options={CODEBOOKS}
          onChange={(codebook) => edit({ codebook })}
        />
        {rqvae.codebook === 'ema' && (
          <NumberInput
            label="Decay"
            value={ema.decay}
            min={0.01}
            max={0.9999}
            step={0.0001}
            onChange={(decay) => editDraft({ ema: { ...ema, decay } })}
          />
        )}
        <Choice
          label="Codebooks start"
          value={rqvae.init}
          options={INITS}
          onChange={(init) => edit({ init })}
        />
        <NumberInput
          label="Sinkhorn rounds"
          value={rqvae.sinkhornRounds}
          min={0}
          max={1000}
          onChange={(sinkhornRounds) => edit({ sinkhornRounds })}
        />
        <Choice
          label="Gradient"
          value={rqvae.estimator}
          options={ESTIMATORS}
          onChange={(estimator) => edit({ estimator })}
        />
      </div>
      <p className="muted" data-testid="steps">
        {stepsText(stepCounts(rows, iterations, rqvae, pairs))}
      </p>
      <div className="toggles">
        <Toggle isOn={rqvae.standardize} onChange={(standardize) => edit({ standardize })}>
          Unit variance
        </Toggle>
        <Toggle
          isOn={rqvae.residual}
          onChange={(residual) =>
            edit({ residual, latentDim: residual ? dim : DEFAULT_CONFIG.rqvae.latentDim })
          }
        >
          Residual encoder (RQ-KMeans+)
        </Toggle>
        <Toggle isOn={rqvae.sharedCodebook} onChange={(sharedCodebook) => edit({ sharedCodebook })}>
          One codebook for all levels
        </Toggle>
        <button
          type="button"
          className="button quiet small"
          onClick={() => edit(forgePreset(rqvae))}
        >
          FORGE preset
        </button>
      </div>
      <ContrastivePairs />
    </fieldset>
  );
}

/** FORGE's settings, on the pairs in use if any are. */
function forgePreset({ contrastive }: RqVaeConfig): RqVaeConfig {
  return {
    ...DEFAULT_CONFIG.rqvae,
    contrastive: contrastive && { ...contrastive, ...FORGE_CONTRASTIVE },
  };
}
