import { useEffect, useState } from 'react';
import type { DepthAgreement } from '../../../sid/agreement';
import { toProblemDetail, type ProblemDetail } from '../../../problem';
import type { Comparison } from '../../state/runs/comparison';
import { sameData, type RunRecord } from '../../state/runs/record';
import { runAgreement } from '../../state/runs/run-agreement';
import { ProblemCard } from '../../widgets/ProblemCard';
import { AgreementTable } from './AgreementTable';
import { runNumber } from './run-text';

/** Whether the runs group the items alike: each against the first, where the data are the same. */
export function RunAgreement({ comparison }: { readonly comparison: Comparison }) {
  const [first, ...rest] = comparison.runs;
  const like = rest.filter((run) => sameData(first, run));
  if (like.length === 0) return null;
  return (
    <div className="run-agreement">
      <h3>SID agreement with {runNumber(first).toLowerCase()}</h3>
      <div className="agreements">
        {like.map((run) => (
          <PairAgreement key={`${first.id} ${run.id}`} a={first} b={run} />
        ))}
      </div>
    </div>
  );
}

type Outcome =
  | { readonly kind: 'running' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'found'; readonly depths: readonly DepthAgreement[] }
  | { readonly kind: 'problem'; readonly problem: ProblemDetail };

interface PairProps {
  readonly a: RunRecord;
  readonly b: RunRecord;
}

function PairAgreement({ a, b }: PairProps) {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'running' });
  useEffect(() => {
    let isGone = false;
    const show = (next: Outcome) => {
      if (!isGone) setOutcome(next);
    };
    runAgreement(a, b).then(
      (depths) => show(depths ? { kind: 'found', depths } : { kind: 'gone' }),
      (error: unknown) => show({ kind: 'problem', problem: toProblemDetail(error) }),
    );
    return () => {
      isGone = true;
    };
  }, [a, b]);
  const name = runNumber(b);
  if (outcome.kind === 'running') return <p className="muted">Comparing the SIDs of {name}…</p>;
  if (outcome.kind === 'gone') return <p className="muted">The codes of a run are gone.</p>;
  if (outcome.kind === 'problem') return <ProblemCard isQuiet problem={outcome.problem} />;
  return <AgreementTable name={name} depths={outcome.depths} />;
}
