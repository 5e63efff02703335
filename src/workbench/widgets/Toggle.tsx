import type { ReactNode } from 'react';

interface ToggleProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  /** The reason stands beside it. */
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

/** An on/off switch with its words beside it. */
export function Toggle({ isOn, onChange, isDisabled = false, children }: ToggleProps) {
  return (
    <label className="toggle">
      <input
        type="checkbox"
        role="switch"
        className="visually-hidden"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span className="toggle-track" />
      <span>{children}</span>
    </label>
  );
}
