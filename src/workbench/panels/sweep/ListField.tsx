import { useId } from 'react';

interface ListFieldProps {
  readonly label: string;
  readonly value: string;
  /** Why the list is not understood; null if it is. */
  readonly problem: string | null;
  readonly onChange: (value: string) => void;
}

/** Whole numbers as typed: "2, 3" or "0-4". */
export function ListField({ label, value, problem, onChange }: ListFieldProps) {
  const id = useId();
  const note = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : note}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {problem !== null && (
        <span id={note} className="field-problem">
          {problem}
        </span>
      )}
    </div>
  );
}
