import type { CapConfig } from '../../../sid/policies/policy-config';
import { editPolicy, usePolicy } from '../../state/policy/policy-store';
import { NumberInput } from '../../widgets/NumberInput';

/** The parameters of the chosen policy, if it has some. */
export function PolicyFields() {
  const chosen = usePolicy((state) => state.chosen);
  const drafts = usePolicy((state) => state.drafts);
  if (chosen === 'knnCap' || chosen === 'randomCap') {
    return <CapFields draft={drafts[chosen]} onEdit={(change) => editPolicy(chosen, change)} />;
  }
  if (chosen !== 'sinkhorn') return null;
  const { epsilon, iterations } = drafts.sinkhorn;
  return (
    <>
      <NumberInput
        label="Epsilon"
        value={epsilon}
        min={0.0001}
        max={1}
        step={0.0001}
        onChange={(value) => editPolicy('sinkhorn', { epsilon: value })}
      />
      <NumberInput
        label="Sinkhorn iterations"
        value={iterations}
        min={1}
        max={1000}
        onChange={(value) => editPolicy('sinkhorn', { iterations: value })}
      />
    </>
  );
}

interface CapFieldsProps {
  readonly draft: CapConfig;
  readonly onEdit: (change: Partial<CapConfig>) => void;
}

function CapFields({ draft, onEdit }: CapFieldsProps) {
  return (
    <>
      <NumberInput
        label="Cap, items a SID"
        value={draft.cap}
        min={1}
        max={100}
        onChange={(cap) => onEdit({ cap })}
      />
      <NumberInput
        label="Candidates an item"
        value={draft.candidates}
        min={1}
        max={200}
        onChange={(candidates) => onEdit({ candidates })}
      />
      <NumberInput
        label="Rounds at most"
        value={draft.maxRounds}
        min={1}
        max={1000}
        onChange={(maxRounds) => onEdit({ maxRounds })}
      />
      <NumberInput
        label="Seed of the draws"
        value={draft.seed}
        min={0}
        max={0xffffffff}
        onChange={(seed) => onEdit({ seed })}
      />
    </>
  );
}
