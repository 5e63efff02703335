import { useId, useRef, useState, type ReactNode } from 'react';
import { DEFINITIONS, type DefinitionKey } from './definitions';
import { Tip } from './Tip';

interface DefinedProps {
  readonly of: DefinitionKey;
  readonly className?: string;
  readonly onPress?: () => void;
  readonly children: ReactNode;
}

/** The name of a number, with its definition on hover and on focus: heads of tables. */
export function Defined({ of, className = 'metric', onPress, children }: DefinedProps) {
  const { name, formula, meaning } = DEFINITIONS[of];
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const tipId = useId();
  const show = () => {
    setIsOpen(true);
  };
  const hide = () => {
    setIsOpen(false);
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={className}
        aria-describedby={isOpen ? tipId : undefined}
        onPointerEnter={show}
        onPointerLeave={hide}
        onFocus={show}
        onBlur={hide}
        onClick={onPress ?? show}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isOpen) return;
          event.preventDefault();
          hide();
        }}
      >
        {children}
      </button>
      {isOpen && (
        <Tip id={tipId} anchor={anchor}>
          <strong>{name}</strong>
          <code>{formula}</code>
          <span className="muted">{meaning}</span>
        </Tip>
      )}
    </>
  );
}
