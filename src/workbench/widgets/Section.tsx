import { useState, type ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  /** What it holds, in words, while it is closed. */
  readonly summary: string;
  /** Opens it until the user says otherwise. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** A part of a panel that folds away and says in one line what is inside. */
export function Section({ title, summary, open = false, children }: SectionProps) {
  const [choice, setChoice] = useState<boolean | null>(null);
  const isOpen = choice ?? open;
  return (
    <details className="section" open={isOpen}>
      <summary
        onClick={(event) => {
          event.preventDefault();
          setChoice(!isOpen);
        }}
      >
        <span className="section-title">{title}</span>
        <span className="section-summary muted">{summary}</span>
      </summary>
      {isOpen && <div className="section-body">{children}</div>}
    </details>
  );
}
