import { useId, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { BugFallback } from './BugFallback';

interface PanelProps {
  /** Focus target of the panel's shortcut: `panel-<name>`. */
  readonly name: string;
  readonly title: string;
  /** The digit that focuses it, if any. */
  readonly shortcut?: string;
  /** Right of the title. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A titled region that fails alone: a bug in one panel leaves the others alive. */
export function Panel({ name, title, shortcut, tools, children }: PanelProps) {
  const heading = useId();
  return (
    <section className="panel" id={`panel-${name}`} aria-labelledby={heading} tabIndex={-1}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {shortcut && (
          <kbd aria-hidden="true" title={`Press ${shortcut} to come here`}>
            {shortcut}
          </kbd>
        )}
        <span className="grow" />
        {tools}
      </header>
      <div className="panel-body">
        <ErrorBoundary FallbackComponent={BugFallback}>{children}</ErrorBoundary>
      </div>
    </section>
  );
}
