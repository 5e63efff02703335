import type { ReactNode } from 'react';
import { encodingText } from '../../quantizer/config';
import { lastStep } from '../state/curve';
import { trainedView } from '../state/policy/trained-view';
import type { View, ViewLevel } from '../state/view';
import { useView } from '../state/view-context';
import type { DefinitionKey } from '../widgets/definitions';
import { formatCount, formatPercent, formatSeconds } from '../widgets/format';
import { Metric } from '../widgets/Metric';
import { Panel } from '../widgets/Panel';
import { NeedsVectors } from './codes/NeedsVectors';
import { learningHeadline } from './learning-headline';
import { LearningSection } from './LearningSection';
import { NearestNote } from './NearestNote';
import { trainingHeadline } from './training-headline';
import { TrainingChart } from './TrainingChart';

/** How each level came to its codewords: the curve over its iterations, and what was revived. */
export function TrainingPanel() {
  const view = trainedView(useView());
  return (
    <Panel name="training" title="Training" shortcut="7">
      {view?.codesFrom ? (
        <>
          <p className="headline">Read from {view.codesFrom}: nothing was trained here</p>
          {view.hasVectors ? (
            <p className="muted">
              Energies are of codewords refitted to the {formatCount(view.n)} rows: means of what
              the levels before left.
            </p>
          ) : (
            <NeedsVectors>
              The file has codes and no vectors, so there are no iterations and no energies to show.
            </NeedsVectors>
          )}
        </>
      ) : view?.encodedWith ? (
        <>
          <p className="headline">Encoded with {view.encodedWith}: nothing was trained</p>
          <p className="muted">
            The file’s quantizer gave the {formatCount(view.n)} rows their codes:{' '}
            {encodingText(view.config)}.
          </p>
        </>
      ) : view ? (
        <>
          <p className="headline">
            {view.epochs.length > 0
              ? learningHeadline(view.epochs, view.config.iterations)
              : trainingHeadline(view.levels)}
          </p>
          <NearestNote view={view} />
          <TrainingTable view={view} />
          {view.epochs.length > 0 && <LearningSection view={view} />}
          <div className="chart-box training-chart">
            <TrainingChart view={view} />
          </div>
        </>
      ) : (
        <p className="empty">How far each iteration brings a level down appears here.</p>
      )}
    </Panel>
  );
}

const HEADS = [
  'Level',
  'K',
  'Iterations',
  'First',
  'Last',
  'Last step',
  'Encoded',
  'Revived',
  'Time',
];

function TrainingTable({ view }: { readonly view: View }) {
  return (
    <div className="levels-scroll">
      <table className="levels">
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.levels.map((level) => (
            <TrainingRow key={level.level} level={level} n={view.n} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TrainingRow({ level, n }: { readonly level: ViewLevel; readonly n: number }) {
  const { curve, result } = level;
  const metric = (of: DefinitionKey, value: number | null | undefined, worked = ''): ReactNode =>
    value === null || value === undefined ? (
      '–'
    ) : (
      <Metric
        of={of}
        label=""
        value={of === 'revived' ? formatCount(value) : formatPercent(value)}
        raw={value}
        n={n}
        {...(worked ? { worked } : {})}
      />
    );
  return (
    <tr>
      <th scope="row">
        <span
          className="swatch"
          style={{ background: `var(--level-${level.level})` }}
          aria-hidden
        />
        {level.level}
        {!result && <span className="muted"> training</span>}
        {result?.reused && <span className="muted"> kept</span>}
      </th>
      <td>{formatCount(level.codebookSize)}</td>
      <td>{formatCount(curve.at(-1)?.iteration ?? 0)}</td>
      <td>{metric('relativeDistortion', curve[0]?.distortion, 'under the seeds')}</td>
      <td>{metric('relativeDistortion', curve.at(-1)?.distortion)}</td>
      <td>{metric('lastStep', lastStep(curve))}</td>
      <td>{metric('residualEnergy', result?.residualEnergy)}</td>
      <td>{metric('revived', result?.revived)}</td>
      <td>{result ? formatSeconds(result.seconds) : '–'}</td>
    </tr>
  );
}
