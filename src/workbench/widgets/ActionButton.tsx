import { useId, type ReactNode } from 'react';

interface ActionButtonProps {
  /** Why it cannot be pressed just now, as a sentence; null if it can. */
  readonly block: string | null;
  readonly onPress: () => void;
  readonly isPrimary?: boolean;
  readonly children: ReactNode;
}

/** A button that, while it is disabled, says why: on hover, and to a screen reader. */
export function ActionButton({ block, onPress, isPrimary = false, children }: ActionButtonProps) {
  const reason = useId();
  return (
    <span className="action">
      <button
        type="button"
        className={isPrimary ? 'button primary' : 'button small'}
        aria-disabled={block !== null}
        aria-describedby={block === null ? undefined : reason}
        title={block ?? undefined}
        onClick={() => {
          if (block === null) onPress();
        }}
      >
        {children}
      </button>
      {block !== null && (
        <span id={reason} className="visually-hidden">
          {block}
        </span>
      )}
    </span>
  );
}
