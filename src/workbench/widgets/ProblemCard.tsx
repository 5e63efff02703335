import type { ReactNode } from 'react';
import type { ProblemDetail } from '../../problem';

interface ProblemCardProps {
  readonly problem: ProblemDetail;
  /** Buttons that do something about it. */
  readonly children?: ReactNode;
  readonly onDismiss?: () => void;
  /** Told, but not as an alarm: the work goes on. */
  readonly isQuiet?: boolean;
}

/** An error in three parts: its code, what happened and why, what to do. */
export function ProblemCard({ problem, children, onDismiss, isQuiet = false }: ProblemCardProps) {
  const hasActions = Boolean(children) || onDismiss !== undefined;
  return (
    <div
      className={isQuiet ? 'problem quiet' : 'problem'}
      role={isQuiet ? 'status' : 'alert'}
      data-code={problem.code}
    >
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
