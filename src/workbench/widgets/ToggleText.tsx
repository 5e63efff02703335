import type { ReactNode } from 'react';

interface ToggleTextProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  /** Spoken name, where the text alone does not say what is toggled. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A small button that stays pressed. */
export function ToggleText({ isOn, onChange, label, children }: ToggleTextProps) {
  return (
    <button
      type="button"
      className="button quiet small"
      aria-pressed={isOn}
      aria-label={label}
      onClick={() => {
        onChange(!isOn);
      }}
    >
      {children}
    </button>
  );
}
