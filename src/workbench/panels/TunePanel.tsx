import { isL2Only, MAX_LEVELS, type Distance } from '../../quantizer/config';
import { editDraft, lacksVectors, useWorkbench } from '../state/store';
import { Choice } from '../widgets/Choice';
import { NumberInput } from '../widgets/NumberInput';
import { Panel } from '../widgets/Panel';
import { RangeSlider } from '../widgets/RangeSlider';
import { Toggle } from '../widgets/Toggle';
import { BeamFields, BeamNote } from './BeamFields';
import { CodebookSizes } from './CodebookSizes';
import { CodesDepth } from './codes/CodesDepth';
import { EncodeSection } from './EncodeSection';
import { MethodNote } from './MethodNote';
import { ITERATIONS, methodChange, METHODS } from './methods';
import { RqVaeFields } from './RqVaeFields';

const DISTANCES: readonly { readonly value: Distance; readonly text: string }[] = [
  { value: 'l2', text: 'L2' },
  { value: 'cosine', text: 'Cosine' },
];

export function TunePanel() {
  const hasCodesOnly = useWorkbench(lacksVectors);
  return (
    <Panel name="tune" title="Tune" shortcut="2">
      {hasCodesOnly ? <CodesDepth /> : <TuneControls />}
    </Panel>
  );
}

function TuneControls() {
  const draft = useWorkbench((state) => state.draft);
  const isBalanced = draft.method === 'rqvae' && draft.rqvae.sinkhornRounds > 0;
  const isTrained = draft.method !== 'fsq';
  return (
    <>
      <RangeSlider
        label="Levels L"
        value={draft.levels}
        min={1}
        max={MAX_LEVELS}
        onChange={(levels) => editDraft({ levels })}
        output={<output className="slider-value">{draft.levels}</output>}
      />
      <CodebookSizes />
      <div className="fields">
        <Choice
          label="Method"
          value={draft.method}
          options={METHODS}
          onChange={(method) => editDraft(methodChange(method, draft.distance))}
        />
        {!isL2Only(draft.method) && (
          <Choice
            label="Distance"
            value={draft.distance}
            options={DISTANCES}
            onChange={(distance) => editDraft({ distance })}
          />
        )}
        {isTrained && (
          <>
            <NumberInput
              label={ITERATIONS[draft.method].name}
              value={draft.iterations}
              min={1}
              max={1000}
              onChange={(iterations) => editDraft({ iterations })}
            />
            <NumberInput
              label="Seed"
              value={draft.seed}
              min={0}
              max={0xffffffff}
              onChange={(seed) => editDraft({ seed })}
            />
          </>
        )}
        <BeamFields />
        {draft.method === 'ema' && (
          <>
            <NumberInput
              label="Batch rows"
              value={draft.ema.batchRows}
              min={1}
              max={1 << 20}
              onChange={(batchRows) => editDraft({ ema: { ...draft.ema, batchRows } })}
            />
            <NumberInput
              label="Decay"
              value={draft.ema.decay}
              min={0.01}
              max={0.9999}
              step={0.0001}
              onChange={(decay) => editDraft({ ema: { ...draft.ema, decay } })}
            />
          </>
        )}
      </div>
      {draft.method === 'rqvae' && <RqVaeFields />}
      <MethodNote method={draft.method} />
      <BeamNote />
      <div className="toggles">
        <Toggle isOn={draft.center} onChange={(center) => editDraft({ center })}>
          Centre
        </Toggle>
        <Toggle isOn={draft.normalize} onChange={(normalize) => editDraft({ normalize })}>
          Normalise
        </Toggle>
        {isBalanced && (
          <span className="muted">Sinkhorn keeps codes alive; revival is for 0 rounds.</span>
        )}
        {draft.method === 'balanced' && (
          <span className="muted">A capacity keeps codes alive: there are none to revive.</span>
        )}
        {isTrained && !isBalanced && draft.method !== 'balanced' && (
          <Toggle
            isOn={draft.reviveDeadCodes}
            onChange={(reviveDeadCodes) => editDraft({ reviveDeadCodes })}
          >
            Revive dead codes
          </Toggle>
        )}
      </div>
      <EncodeSection />
    </>
  );
}
