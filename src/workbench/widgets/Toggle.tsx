import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';

interface ToggleProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
  readonly isDisabled?: boolean;
}

/** An on/off switch with its words beside it. */
export function Toggle({ isOn, onChange, children, isDisabled = false }: ToggleProps) {
  return (
    <Switch className="toggle" isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
      <span className="toggle-track" />
      <span>{children}</span>
    </Switch>
  );
}
