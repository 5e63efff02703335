interface InlineChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
}

/** A small select among a chart's tools: what the chart shows. */
export function InlineChoice<Value extends string>(props: InlineChoiceProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <select
      className="input small"
      aria-label={label}
      value={value}
      onChange={(event) => {
        const picked = options[event.target.selectedIndex];
        if (picked) onChange(picked.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}
