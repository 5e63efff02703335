import { useState } from 'react';
import type { ContrastiveConfig } from '../../quantizer/config';
import { pairsText } from '../state/pairs';
import { useHistories } from '../state/histories/histories-store';
import {
  canTakePairs,
  openPairsFile,
  switchContrast,
  takeHistoryPairs,
} from '../state/pairs-actions';
import { editDraft, setState, useWorkbench } from '../state/store';
import { FileButton } from '../widgets/FileButton';
import { formatCount } from '../widgets/format';
import { NumberInput } from '../widgets/NumberInput';
import { ProblemCard } from '../widgets/ProblemCard';
import { Section } from '../widgets/Section';
import { Toggle } from '../widgets/Toggle';

/** FORGE's contrastive stage: where its pairs come from, and how it uses them. */
export function ContrastivePairs() {
  const pairs = useWorkbench((state) => state.pairs);
  const contrastive = useWorkbench((state) => state.draft.rqvae.contrastive);
  const problem = useWorkbench((state) => state.pairsProblem);
  const isOn = contrastive !== null;
  const summary = pairs
    ? `${isOn ? 'on' : 'off'}, ${formatCount(pairs.count)} pairs`
    : 'off, no pairs loaded';
  return (
    <Section title="Contrastive pairs" summary={summary}>
      <p className="muted" data-testid="pairs">
        {pairs
          ? pairsText(pairs)
          : 'Draws related items together (FORGE Eq. 2). It needs pairs of items: take them from user histories, or open a file with two item ids a row.'}
      </p>
      {problem && (
        <ProblemCard problem={problem} onDismiss={() => setState({ pairsProblem: null })} />
      )}
      <PairSources />
      <Toggle isOn={isOn} isDisabled={!isOn && !pairs} onChange={switchContrast}>
        Train on these pairs
      </Toggle>
      {contrastive && <ContrastFields />}
    </Section>
  );
}

function ContrastFields() {
  const rqvae = useWorkbench((state) => state.draft.rqvae);
  const { contrastive } = rqvae;
  if (!contrastive) return null;
  const edit = (change: Partial<ContrastiveConfig>) =>
    editDraft({ rqvae: { ...rqvae, contrastive: { ...contrastive, ...change } } });
  return (
    <div className="fields">
      <NumberInput
        label="Pairs a step"
        value={contrastive.batchPairs}
        min={2}
        max={1 << 16}
        onChange={(batchPairs) => edit({ batchPairs })}
      />
      <NumberInput
        label="Pairs an item"
        value={contrastive.pairsPerItem}
        min={0.1}
        max={1000}
        step={0.1}
        onChange={(pairsPerItem) => edit({ pairsPerItem })}
      />
    </div>
  );
}

/** Places between two items of a history that make a pair, as in the co-occurrence baseline. */
const DEFAULT_WINDOW = 3;

function PairSources() {
  const [window, setWindow] = useState(DEFAULT_WINDOW);
  const hasHistories = useHistories((state) => state.histories !== null);
  const isReady = useWorkbench(canTakePairs);
  return (
    <>
      <div className="fields">
        <NumberInput label="Window, places" value={window} min={1} max={100} onChange={setWindow} />
      </div>
      <div className="row">
        <button
          type="button"
          className="button small"
          disabled={!isReady || !hasHistories}
          title={hasHistories ? undefined : 'Open user histories first (Data, Histories)'}
          onClick={() => void takeHistoryPairs(window)}
        >
          Pairs from histories
        </button>
        <PairsFileButton />
      </div>
    </>
  );
}

function PairsFileButton() {
  const isReady = useWorkbench(canTakePairs);
  return (
    <FileButton
      label="File with pairs of item ids"
      accept={['.npz', '.npy']}
      isDisabled={!isReady}
      onFiles={([file]) => {
        if (file) void openPairsFile(file);
      }}
    >
      Open pairs…
    </FileButton>
  );
}
