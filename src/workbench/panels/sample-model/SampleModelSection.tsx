import { useState } from 'react';
import type { Histories } from '../../../dataset/histories/types';
import { methodLines } from '../../state/retrieval/method-line';
import type { MethodRow } from '../../state/retrieval/retrieval-store';
import { decodeSample, SAMPLE_METHODS } from '../../state/sample-model/decode-sample';
import { useSampleModel } from '../../state/sample-model/sample-model-store';
import { isEngineSet } from '../../state/occupy-engine';
import { useWorkbench } from '../../state/store';
import { ActionButton } from '../../widgets/ActionButton';
import { ProblemCard } from '../../widgets/ProblemCard';
import { GlassBox } from '../glass-box/GlassBox';
import { shownCutoff, TABLE_CHOICES, type TableChoice } from '../retrieval/method-columns';
import { MethodTable } from '../retrieval/MethodTable';
import { retrievalHeadline } from '../retrieval/retrieval-text';
import { InlineChoice } from '../runs/InlineChoice';
import { useEngineWait } from '../use-engine-wait';

const NONE: readonly MethodRow[] = [];

interface SampleModelSectionProps {
  readonly histories: Histories;
}

/** The sequence model that comes with the sample: decoded for all users, then for one at a time. */
export function SampleModelSection({ histories }: SampleModelSectionProps) {
  const { model, rows: found, problem } = useSampleModel();
  const wait = useEngineWait();
  const isSet = useWorkbench(isEngineSet);
  const [choice, setChoice] = useState<TableChoice>('k10');
  const own = model?.histories === histories ? model : null;
  const rows = own ? found : NONE;
  const lines = methodLines(rows, []);
  const index = shownCutoff(choice);
  return (
    <>
      <p className="muted">
        A small T5 comes with the sample, and so do the SIDs that it speaks of: nothing need be
        trained to see it decode. It has read these histories once, so expect a little more than
        popularity. Test items; baselines leave out items of the history.
      </p>
      {problem && (
        <ProblemCard
          problem={problem}
          onDismiss={() => useSampleModel.setState({ problem: null })}
        />
      )}
      {rows.length < SAMPLE_METHODS && (
        <div className="row">
          <ActionButton
            isPrimary={rows.length === 0}
            block={wait}
            onPress={() => void decodeSample()}
          >
            {rows.length === 0 ? 'Try the sample model' : 'Go on with the sample model'}
          </ActionButton>
          {!isSet && <span className="muted">{wait}</span>}
        </div>
      )}
      {rows.length > 0 && (
        <>
          <p className="headline" data-testid="sample-model-headline">
            {retrievalHeadline(lines, index)}
          </p>
          <div className="row">
            <InlineChoice
              label="Columns of the sample model’s table"
              value={choice}
              options={TABLE_CHOICES}
              onChange={setChoice}
            />
          </div>
          <MethodTable rows={lines} choice={choice} />
        </>
      )}
      {own && rows.length > 0 && (
        <>
          <h3>Glass box: one user, level by level</h3>
          <GlassBox model={own} part="test" />
        </>
      )}
    </>
  );
}
