import { defaultOffset } from '../../../sid/notations/forge-tokens';
import type { Sids } from '../../../sid/types';
import { useForge } from '../../state/retrieval/forge-store';
import { scoreForge } from '../../state/retrieval/score-forge';
import { FileButton } from '../../widgets/FileButton';
import { NumberInput } from '../../widgets/NumberInput';
import { ProblemCard } from '../../widgets/ProblemCard';
import { FORGE_ACCEPTED } from '../accepted-files';
import { ForgeScoreTable } from './ForgeScoreTable';

/** Predictions that FORGE's model made elsewhere, scored against the SIDs on the screen. */
export function ForgeSection({ sids }: { readonly sids: Sids }) {
  const { scored, problem, offset } = useForge();
  // Levels of a retrain are new arrays; those that were kept are the very same.
  const isShown =
    scored?.sids.codes.length === sids.codes.length &&
    sids.codes.every((codes, l) => codes === scored.sids.codes[l]);
  return (
    <>
      <p className="muted">
        An output.jsonl of FORGE (answer, _generated_text_) is scored as its calc_hr does, against
        the SIDs on the screen. Item ids must be those of the rows in use.
      </p>
      {problem && (
        <ProblemCard problem={problem} onDismiss={() => useForge.setState({ problem: null })} />
      )}
      <div className="row">
        <NumberInput
          label="Tokens between levels"
          value={offset ?? defaultOffset(sids)}
          onChange={(next) => useForge.setState({ offset: next })}
          min={1}
        />
        <FileButton
          label="Generation output of FORGE"
          accept={FORGE_ACCEPTED}
          onFiles={([file]) => {
            if (file) void scoreForge(file);
          }}
        >
          Open output.jsonl…
        </FileButton>
      </div>
      {scored && isShown && <ForgeScoreTable scored={scored} />}
      {scored && !isShown && (
        <p className="muted">
          {scored.name} was scored against other SIDs: open it again for those on the screen.
        </p>
      )}
    </>
  );
}
