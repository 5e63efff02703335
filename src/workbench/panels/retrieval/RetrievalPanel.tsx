import { useMemo } from 'react';
import type { Histories } from '../../../dataset/histories/types';
import { toProblemDetail, type ProblemDetail } from '../../../problem';
import { evaluationSplit, type EvaluationSplit } from '../../../retriever/split/evaluation-split';
import { useHistories } from '../../state/histories/histories-store';
import type { View } from '../../state/view';
import { useView } from '../../state/view-context';
import { Panel } from '../../widgets/Panel';
import { ProblemCard } from '../../widgets/ProblemCard';
import { EngineNeeded } from '../EngineNeeded';
import { SampleModelSection } from '../sample-model/SampleModelSection';
import { ForgeSection } from './ForgeSection';
import { Methods } from './Methods';
import { ModelSection } from './ModelSection';
import { ProxySection } from './ProxySection';
import { splitText } from './retrieval-text';

/** What SIDs are for: the next item of a user, found without a model by methods of all kinds. */
export function RetrievalPanel() {
  const view = useView();
  const histories = useHistories((state) => state.histories);
  const ofSample = useHistories((state) => state.ofSample);
  return (
    <Panel name="retrieval" title="Retrieval" shortcut="G">
      {!view || view.training || !view.sids ? (
        <p className={ofSample ? 'muted' : 'empty'}>
          How well the next item of a user is found, by Semantic IDs and by simple baselines,
          appears here after training.
        </p>
      ) : (
        <>
          {histories ? (
            <EngineNeeded>
              <OfHistories view={view} histories={histories} />
            </EngineNeeded>
          ) : (
            <p className="muted">
              Open user histories (Data, Histories): the last item of each is what is looked for.
            </p>
          )}
          <h3>Predictions of FORGE</h3>
          <ForgeSection sids={view.sids} />
        </>
      )}
      {histories && ofSample && (
        <>
          <h3>Sample model</h3>
          <SampleModelSection histories={histories} />
        </>
      )}
    </Panel>
  );
}

function OfHistories({ view, histories }: { readonly view: View; readonly histories: Histories }) {
  const split = useMemo(() => splitOrProblem(histories), [histories]);
  if ('code' in split) return <ProblemCard problem={split} />;
  return (
    <>
      <p className="muted">{splitText(split)}</p>
      <Methods view={view} histories={histories} />
      <h3>Sequence model</h3>
      {view.sids && <ModelSection sids={view.sids} sid={view.sid} histories={histories} />}
      {view.hasVectors && (
        <>
          <h3>Do proxies foretell recall?</h3>
          <ProxySection histories={histories} />
        </>
      )}
    </>
  );
}

function splitOrProblem(histories: Histories): EvaluationSplit | ProblemDetail {
  try {
    return evaluationSplit(histories);
  } catch (error) {
    return toProblemDetail(error);
  }
}
