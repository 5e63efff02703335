import type { ReactNode } from 'react';
import { DEFINITIONS, type DefinitionKey } from './definitions';
import { Tip } from './Tip';
import { useTip } from './use-tip';

interface DefinedProps {
  readonly of: DefinitionKey;
  readonly className?: string;
  readonly onPress?: () => void;
  readonly children: ReactNode;
}

/** The name of a number, with its definition on hover and on focus: heads of tables. */
export function Defined({ of, className = 'metric', onPress, children }: DefinedProps) {
  const { name, formula, meaning } = DEFINITIONS[of];
  const { id, anchor, isOpen, describedBy, handlers } = useTip();
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={className}
        aria-describedby={describedBy}
        {...handlers}
        onClick={onPress ?? handlers.onClick}
      >
        {children}
      </button>
      {isOpen && (
        <Tip id={id} anchor={anchor}>
          <strong>{name}</strong>
          <code>{formula}</code>
          <span className="muted">{meaning}</span>
        </Tip>
      )}
    </>
  );
}
