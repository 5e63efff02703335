import type { ReactNode } from 'react';
import type { ProblemDetail } from '../../problem';

interface ProblemCardProps {
  readonly problem: ProblemDetail;
  /** Buttons that do something about it. */
  readonly children?: ReactNode;
  readonly onDismiss?: () => void;
}

/** An error in three parts: its code, what happened and why, what to do. */
export function ProblemCard({ problem, children, onDismiss }: ProblemCardProps) {
  const hasActions = Boolean(children) || onDismiss !== undefined;
  return (
    <div className="problem" role="alert" data-code={problem.code}>
      <p>
        <code className="problem-code">{problem.code}</code> {problem.message}
      </p>
      <p className="problem-hint">{problem.hint}</p>
      {hasActions && (
        <div className="row">
          {children}
          {onDismiss && (
            <button type="button" className="button quiet" onClick={onDismiss}>
              Dismiss
            </button>
          )}
        </div>
      )}
    </div>
  );
}
