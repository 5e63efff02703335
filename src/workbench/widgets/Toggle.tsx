import type { ReactNode } from 'react';

interface ToggleProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}

/** An on/off switch with its words beside it. */
export function Toggle({ isOn, onChange, children }: ToggleProps) {
  return (
    <label className="toggle">
      <input
        type="checkbox"
        role="switch"
        className="visually-hidden"
        checked={isOn}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span className="toggle-track" />
      <span>{children}</span>
    </label>
  );
}
