import { useAppliedPolicy } from '../../state/policy/policy-actions';
import { backToTrained } from '../../state/policy/policy-store';
import { useWorkbench } from '../../state/store';
import { madeText, policyName } from './policy-text';

/** Says that the SIDs on the screen are a policy's, and takes it off. */
export function PolicyChip() {
  const applied = useAppliedPolicy();
  const made = useWorkbench(madeText);
  if (!applied) return null;
  return (
    <span className="chip" data-testid="policy-chip">
      {policyName(applied.policy)} applied
      <button type="button" aria-label={`Back to the ${made} codes`} onClick={backToTrained}>
        ×
      </button>
    </span>
  );
}
