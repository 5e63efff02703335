import { MAX_CODEBOOK_SIZE } from '../../quantizer/config';
import { withSize } from '../state/draft';
import { editDraft, setState, useWorkbench } from '../state/store';
import { NumberInput } from '../widgets/NumberInput';
import { RangeSlider } from '../widgets/RangeSlider';
import { Toggle } from '../widgets/Toggle';

/** The slider's range as powers of two, 2 to 8,192; the field takes any whole number. */
const MIN_POWER = 1;
const MAX_POWER = 13;

/** K: one for all levels, or one a level. */
export function CodebookSizes() {
  const draft = useWorkbench((state) => state.draft);
  const shown = draft.sameSize ? 1 : draft.levels;
  return (
    <div className="sizes" role="group" aria-label="Codebook sizes">
      {draft.sizes.slice(0, shown).map((size, level) => (
        <SizeRow
          key={level}
          label={draft.sameSize ? 'Codes K' : `K, level ${level + 1}`}
          level={level}
          size={size}
          isCompact={!draft.sameSize}
        />
      ))}
      <Toggle isOn={draft.sameSize} onChange={(sameSize) => editDraft({ sameSize })}>
        One K for all levels
      </Toggle>
    </div>
  );
}

interface SizeRowProps {
  readonly label: string;
  /** 0-based. */
  readonly level: number;
  readonly size: number;
  readonly isCompact: boolean;
}

function SizeRow({ label, level, size, isCompact }: SizeRowProps) {
  const setSize = (next: number) => {
    setState((state) => ({ draft: withSize(state.draft, level, next) }));
  };
  return (
    <div className="size-row">
      {isCompact && (
        <span className="swatch" style={{ background: `var(--level-${level + 1})` }} aria-hidden />
      )}
      <RangeSlider
        label={label}
        value={Math.round(Math.log2(size))}
        min={MIN_POWER}
        max={MAX_POWER}
        format={(power) => `${2 ** power} codes`}
        hideLabel={isCompact}
        onChange={(power) => {
          setSize(2 ** power);
        }}
        output={
          <NumberInput
            label={`${label}, exact`}
            hideLabel
            value={size}
            min={1}
            max={MAX_CODEBOOK_SIZE}
            onChange={setSize}
          />
        }
      />
    </div>
  );
}
