import { editDraft, useWorkbench } from '../../state/store';
import { RangeSlider } from '../../widgets/RangeSlider';
import { NeedsVectors } from './NeedsVectors';

/** All that can be tuned of codes without vectors: how many of their levels are shown. */
export function CodesDepth() {
  const depth = useWorkbench((state) => state.draft.levels);
  const levels = useWorkbench((state) => state.trained?.levels.length ?? 1);
  return (
    <>
      {levels > 1 && (
        <RangeSlider
          label="Levels L"
          value={depth}
          min={1}
          max={levels}
          onChange={(next) => editDraft({ levels: next })}
          output={<output className="slider-value">{depth}</output>}
        />
      )}
      <NeedsVectors>
        These are Semantic IDs without vectors, so nothing can be trained or encoded. On the vectors
        of these items the codes are a run beside those you train.
      </NeedsVectors>
    </>
  );
}
