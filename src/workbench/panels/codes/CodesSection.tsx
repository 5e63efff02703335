import { useState } from 'react';
import { MAX_CODEBOOK_SIZE } from '../../../quantizer/config';
import { forgetCodes, putOnRows, readCodesAgain } from '../../state/codes/codes-actions';
import { useCodes, type CodesInUse } from '../../state/codes/codes-store';
import { isEngineSet } from '../../state/occupy-engine';
import { useWorkbench, type WorkbenchState } from '../../state/store';
import { ActionButton } from '../../widgets/ActionButton';
import { Choice } from '../../widgets/Choice';
import { formatCount, plural } from '../../widgets/format';
import { NumberInput } from '../../widgets/NumberInput';
import { Section } from '../../widgets/Section';
import { notationText, parseSizes, shapeOfCodes } from './codes-text';

/** The file of SIDs that was opened: what it says, what had to be guessed, and the way to tell it. */
export function CodesSection() {
  const inUse = useCodes((state) => state.inUse);
  const isShown = useWorkbench(({ trained }) => trained?.source?.codesFrom === inUse?.name);
  const hasVectors = useWorkbench(({ slice }) => slice !== null && slice.request !== null);
  if (!inUse || !(isShown || hasVectors)) return null;
  return (
    <Section title="Semantic IDs" summary={`${inUse.name}, ${shapeOfCodes(inUse)}`} open>
      <CodesFacts codes={inUse} />
      {isShown ? <CodesForm key={inUse.codebookSizes.join()} codes={inUse} /> : <CodesOffer />}
    </Section>
  );
}

/** Rows are in use now that these codes may be of. */
function CodesOffer() {
  const block = useWorkbench(offerBlock);
  return (
    <div className="row">
      <ActionButton block={block} onPress={() => void putOnRows()}>
        Put these codes on the rows in use
      </ActionButton>
      <button type="button" className="button quiet small" onClick={forgetCodes}>
        Forget
      </button>
    </div>
  );
}

function offerBlock(state: WorkbenchState): string | null {
  if (state.dataJob) return 'Another file is being read.';
  if (!isEngineSet(state)) return 'The engine waits for the vectors.';
  return state.engineJob ? 'The engine is at work. Wait, or cancel it in the bar above.' : null;
}

function CodesFacts({ codes }: { readonly codes: CodesInUse }) {
  const { name, items, notation, blank, seen, byRow } = codes;
  const isNamed = useWorkbench(({ slice }) => slice?.request !== null || slice.titles.length > 0);
  return (
    <>
      <dl className="facts">
        <dt>File</dt>
        <dd>{name}</dd>
        <dt>{seen ? 'Distinct SIDs' : 'Items'}</dt>
        <dd data-testid="codes-items">{formatCount(items)}</dd>
        <dt>Written as</dt>
        <dd>{notationText(notation)}</dd>
        <dt>Levels × codes</dt>
        <dd>{shapeOfCodes(codes)}</dd>
        {seen && (
          <>
            <dt>Seen</dt>
            <dd>
              {plural(seen.occurrences, 'time')} in {plural(seen.users, 'sample')}
            </dd>
          </>
        )}
        {blank > 0 && (
          <>
            <dt>Left out, a code blank</dt>
            <dd>{plural(blank, 'row')}</dd>
          </>
        )}
      </dl>
      {seen && (
        <p className="muted">
          The file has histories and no items: each distinct SID stands for one, so nothing
          collides.
        </p>
      )}
      {!isNamed && (
        <p className="muted">A table with item_id and title, opened too, gives the items names.</p>
      )}
      {byRow && <p className="muted">The file has no ids: items go by their row number.</p>}
    </>
  );
}

/** What a file cannot always tell. */
function CodesForm({ codes: { codebookSizes, notation, offset } }: { readonly codes: CodesInUse }) {
  const isBusy = useWorkbench((state) => state.dataJob !== null);
  const [sizes, setSizes] = useState(codebookSizes.join(', '));
  const parsed = parseSizes(sizes, codebookSizes.length);
  const isArray = notation === 'codes-npy' || notation === 'grid-npy';
  const isChanged = parsed.values !== null && parsed.values.join() !== codebookSizes.join();
  const tellSizes = () => {
    if (isChanged) void readCodesAgain({ codebookSizes: parsed.values });
  };
  return (
    <>
      <div className="fields">
        <label className="field span">
          <span>Codes K of every level</span>
          <input
            className="input"
            value={sizes}
            aria-invalid={parsed.values === null}
            title="The largest code of each level and one, unless you know better: unused codes count as dead"
            onChange={(event) => setSizes(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') tellSizes();
            }}
          />
        </label>
        {offset !== null && (
          <NumberInput
            label="Tokens between levels"
            value={offset}
            min={1}
            max={2 ** 24}
            onChange={(next) => void readCodesAgain({ offset: next })}
          />
        )}
        {isArray && (
          <Choice
            label="Array of"
            value={notation}
            options={[
              { value: 'codes-npy', text: 'items × levels' },
              { value: 'grid-npy', text: 'levels × items' },
            ]}
            onChange={(from) => void readCodesAgain({ from, codebookSizes: undefined })}
          />
        )}
      </div>
      {parsed.problem !== null && <p className="muted">{parsed.problem}</p>}
      {isChanged && (
        <button type="button" className="button" disabled={isBusy} onClick={tellSizes}>
          Use these sizes
        </button>
      )}
      {codebookSizes.some((size) => size > MAX_CODEBOOK_SIZE) && (
        <p className="muted">
          More than {formatCount(MAX_CODEBOOK_SIZE)} codes at a level: charts gather codes into
          cells.
        </p>
      )}
    </>
  );
}
