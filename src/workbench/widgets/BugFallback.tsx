import type { FallbackProps } from 'react-error-boundary';
import { toProblemDetail } from '../../problem';
import { ProblemCard } from './ProblemCard';

/** In place of a part that threw: what, and a way to go on. */
export function BugFallback({ error, resetErrorBoundary }: FallbackProps) {
  return (
    <ProblemCard problem={toProblemDetail(error)}>
      <button type="button" className="button" onClick={resetErrorBoundary}>
        Try again
      </button>
    </ProblemCard>
  );
}
