import { useAppliedPolicy } from '../../state/policy/policy-actions';
import { shownDepth } from '../../state/policy/in-force';
import { useWorkbench } from '../../state/store';
import { useView } from '../../state/view-context';
import { formatSeconds, plural } from '../../widgets/format';
import { Panel } from '../../widgets/Panel';
import { EngineNeeded } from '../EngineNeeded';
import { madeText, policyHeadline, trainedHeadline } from './policy-text';
import { PolicyForm } from './PolicyForm';
import { PolicyTable } from './PolicyTable';
import { UnplacedItems } from './UnplacedItems';

/** What to do about shared SIDs, and what it costs. Nothing here changes the trained codes. */
export function PolicyPanel() {
  const view = useView();
  const applied = useAppliedPolicy();
  const last = useWorkbench(
    ({ trained, draft }) => trained?.levels[shownDepth(trained, draft.levels) - 1] ?? null,
  );
  const made = useWorkbench(madeText);
  const isShown = applied !== null && view !== null && !view.training;
  return (
    <Panel name="policy" title="Collision policy" shortcut="P">
      {view?.sid ? (
        <>
          <p className="headline" role="status" data-testid="policy-headline">
            {isShown ? policyHeadline(applied) : trainedHeadline(view.sid)}
          </p>
          <EngineNeeded>
            <PolicyForm />
          </EngineNeeded>
          {isShown && last && (
            <>
              <PolicyTable applied={applied} last={last} />
              <p className="muted">
                n = {applied.report.after.n.toLocaleString('en')}, {plural(applied.rounds, 'round')}
                , {formatSeconds(applied.seconds)}. The {made} codes are kept; panels and exports
                show those of the policy.
              </p>
              <UnplacedItems rows={applied.unplaced} sids={view.sids} />
            </>
          )}
        </>
      ) : (
        <p className="empty">
          What to do about items that share a SID appears here after training.
        </p>
      )}
    </Panel>
  );
}
