import { useId, useState } from 'react';
import type { ProblemDetail } from '../../problem';
import { startEngine } from '../state/engine-start';
import { REMEDIES, capabilities, reportText } from './capabilities';

/** No WebGPU: why, what is there and what is needed, what to do, and the way on without it. */
export function CapabilityPanel({ problem }: { readonly problem: ProblemDetail }) {
  const title = useId();
  return (
    <section className="capability" role="alert" aria-labelledby={title}>
      <h2 id={title}>
        {problem.code === 'GPU_UNAVAILABLE'
          ? 'This browser gives no GPU to the page'
          : 'The engine did not start'}
      </h2>
      <p>
        <code className="problem-code">{problem.code}</code> {problem.message}
      </p>
      <p>{problem.hint}</p>
      <div className="row">
        <button type="button" className="button primary" onClick={() => void startEngine('cpu')}>
          Go on with the CPU device
        </button>
        <button type="button" className="button" onClick={() => void startEngine('auto')}>
          Try the GPU again
        </button>
        <CopyReport problem={problem} />
      </div>
      <p className="muted">
        The CPU device does the same work with plain loops on one thread: much slower than a GPU,
        good for a few thousand rows.
      </p>
      <table>
        <caption>What is needed and what is here</caption>
        <thead>
          <tr>
            <th scope="col">Need</th>
            <th scope="col">Have</th>
          </tr>
        </thead>
        <tbody>
          {capabilities().map(({ need, have, ok }) => (
            <tr key={need}>
              <th scope="row">{need}</th>
              <td>
                {ok ? '✓' : '✗'} {have}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>Remedies</h3>
      <dl className="remedies">
        {REMEDIES.map(({ browser, remedy }) => (
          <div key={browser}>
            <dt>{browser}</dt>
            <dd>{remedy}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function CopyReport({ problem }: { readonly problem: ProblemDetail }) {
  const [isCopied, setIsCopied] = useState<boolean | null>(null);
  const text = reportText(problem);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      setIsCopied(false);
    }
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void copy()}>
        {isCopied ? 'Copied' : 'Copy report'}
      </button>
      {isCopied === false && (
        <textarea className="input mono" readOnly aria-label="Report to copy" value={text} />
      )}
    </>
  );
}
