import { applyChosenPolicy, useAppliedPolicy } from '../../state/policy/policy-actions';
import { backToTrained, choosePolicy, usePolicy } from '../../state/policy/policy-store';
import { useWorkbench } from '../../state/store';
import { ActionButton } from '../../widgets/ActionButton';
import { Choice } from '../../widgets/Choice';
import { NeedsVectors } from '../codes/NeedsVectors';
import { needsVectors, policyBlock } from './policy-block';
import { madeText, POLICIES } from './policy-text';
import { PolicyFields } from './PolicyFields';

/** Which policy, with which parameters; Apply, and the way back. */
export function PolicyForm() {
  const chosen = usePolicy((state) => state.chosen);
  const block = useWorkbench((state) => policyBlock(state, chosen));
  const isApplied = useAppliedPolicy() !== null;
  const lacks = useWorkbench((state) => needsVectors(state, chosen));
  const made = useWorkbench(madeText);
  const does = POLICIES.find(({ value }) => value === chosen)?.does;
  return (
    <>
      <div className="policy-form">
        <Choice label="Policy" value={chosen} options={POLICIES} onChange={choosePolicy} />
        <PolicyFields />
      </div>
      <p className="muted">{does}</p>
      <div className="row">
        <ActionButton block={block} onPress={() => void applyChosenPolicy()}>
          Apply
        </ActionButton>
        <ActionButton
          block={isApplied ? null : `The ${made} codes are on the screen.`}
          onPress={backToTrained}
        >
          Back to the {made} codes
        </ActionButton>
        {block !== null && !lacks && <span className="muted">{block}</span>}
      </div>
      {block !== null && lacks && <NeedsVectors>{block}</NeedsVectors>}
    </>
  );
}
