import { Group, Input, Label, NumberField } from 'react-aria-components';

interface NumberInputProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max?: number;
  readonly step?: number;
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean;
  readonly isDisabled?: boolean;
}

const WHOLE = { maximumFractionDigits: 0 };
const FRACTION = { maximumFractionDigits: 4 };

/** A number that is typed; arrow keys step it. Out-of-range entries are clamped on blur. */
export function NumberInput(props: NumberInputProps) {
  const {
    label,
    value,
    onChange,
    min,
    max,
    step = 1,
    hideLabel = false,
    isDisabled = false,
  } = props;
  return (
    <NumberField
      className="field"
      value={value}
      onChange={(next) => {
        if (!Number.isNaN(next)) onChange(next);
      }}
      minValue={min}
      {...(max === undefined ? {} : { maxValue: max })}
      step={step}
      formatOptions={Number.isInteger(step) ? WHOLE : FRACTION}
      isDisabled={isDisabled}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label>{label}</Label>}
      <Group>
        <Input className="input num" />
      </Group>
    </NumberField>
  );
}
