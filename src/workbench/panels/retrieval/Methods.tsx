import { useState } from 'react';
import type { Histories } from '../../../dataset/histories/types';
import { CUTOFFS } from '../../../retriever/evaluate/rank-metrics';
import { exportOfflineEval } from '../../state/retrieval/export-offline-eval';
import { evaluateMethods } from '../../state/retrieval/evaluate-methods';
import { methodsOf } from '../../../retriever/baselines/methods';
import { decodedOf, useDecode } from '../../state/retrieval/decode-store';
import { methodLines } from '../../state/retrieval/method-line';
import { evaluationOf, useRetrieval } from '../../state/retrieval/retrieval-store';
import { useWorkbench } from '../../state/store';
import type { View } from '../../state/view';
import { ActionButton } from '../../widgets/ActionButton';
import { formatCount } from '../../widgets/format';
import { NeedsVectors } from '../codes/NeedsVectors';
import { InlineChoice } from '../runs/InlineChoice';
import { useEngineWait } from '../use-engine-wait';
import { BreakdownTable } from './BreakdownTable';
import { CandidatesTable } from './CandidatesTable';
import { shownCutoff, TABLE_CHOICES, type TableChoice } from './method-columns';
import { MethodTable } from './MethodTable';
import { retrievalHeadline } from './retrieval-text';
import { SettingsForm } from './SettingsForm';

const FIRST_SHOWN = 'k10';

/** The methods' table, and the button that fills it. */
export function Methods({ view, histories }: { view: View; histories: Histories }) {
  const evaluation = useRetrieval((state) => evaluationOf(state, view.sids, histories));
  const { profile, part } = useRetrieval((state) => state.settings);
  const decoded = useDecode((state) => state.rows);
  const job = useWorkbench((state) => state.engineJob);
  const wait = useEngineWait();
  const [choice, setChoice] = useState<TableChoice>(FIRST_SHOWN);
  const rows = evaluation?.rows ?? [];
  const ofModel = view.sids ? decodedOf(decoded, { sids: view.sids, histories }, part) : [];
  const lines = methodLines(rows, ofModel);
  const index = shownCutoff(choice);
  const missing = methodsOf({ profile }, view.hasVectors).length - rows.length;
  return (
    <>
      <SettingsForm hasVectors={view.hasVectors} />
      {!view.hasVectors && (
        <NeedsVectors>
          Nearest vectors, and lookups that quantize a profile, need the vectors of these items.
          Without them items are looked up by the SID of the user’s last one.
        </NeedsVectors>
      )}
      {missing > 0 && (
        <div className="row">
          <ActionButton
            isPrimary={rows.length === 0}
            block={wait}
            onPress={() => void evaluateMethods(view)}
          >
            {rows.length === 0 ? 'Evaluate' : 'Go on'}
          </ActionButton>
          {rows.length > 0 && job?.kind !== 'retrieval' && (
            <span className="muted">{missing} methods are not evaluated yet.</span>
          )}
        </div>
      )}
      {lines.length > 0 && (
        <>
          <p className="headline" data-testid="retrieval-headline">
            {retrievalHeadline(lines, index)}
          </p>
          <div className="row">
            <InlineChoice
              label="Columns of the table"
              value={choice}
              options={TABLE_CHOICES}
              onChange={setChoice}
            />
            <button
              type="button"
              className="button quiet small"
              title="A line a method: recall and NDCG at 10, 50 and 100, candidates, users skipped"
              onClick={() => exportOfflineEval(lines, view)}
            >
              offline_eval.csv
            </button>
          </div>
          <MethodTable rows={lines} choice={choice} />
          {view.hasVectors && (
            <>
              <h3>Candidates of SID lookups</h3>
              <CandidatesTable rows={lines} />
            </>
          )}
          <h3>Recall@{formatCount(CUTOFFS[index] ?? 0)} by group</h3>
          <BreakdownTable rows={lines} index={index} />
        </>
      )}
    </>
  );
}
