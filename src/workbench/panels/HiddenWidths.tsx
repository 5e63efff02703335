import { useId, useState } from 'react';
import { parseWidths } from './parse-widths';

interface HiddenWidthsProps {
  readonly widths: readonly number[];
  readonly onChange: (widths: readonly number[]) => void;
}

/** Widths of the hidden layers as "256, 256"; empty for none. Taken over when the field is left. */
export function HiddenWidths({ widths, onChange }: HiddenWidthsProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? widths.join(', ');
  const parsed = parseWidths(text);
  const take = () => {
    if (parsed && typed !== null) onChange(parsed);
    if (parsed) setTyped(null);
  };
  return (
    <div className="field">
      <label htmlFor={id}>Hidden widths</label>
      <input
        id={id}
        className="input num"
        value={text}
        aria-invalid={parsed === null}
        aria-describedby={parsed ? undefined : `${id}-why`}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      {!parsed && (
        <span id={`${id}-why`} className="problem-text">
          Up to 8 whole numbers from 1 to 8,192, with commas.
        </span>
      )}
    </div>
  );
}
