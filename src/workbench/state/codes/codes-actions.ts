import { runOfCodes } from '../../../quantizer/codes-run';
import { MAX_LEVELS } from '../../../quantizer/config';
import type { CodesOptions, CodesRequest, OpenedCodes, RunResult } from '../../../worker/protocol';
import { dataClient } from '../clients';
import { applyRows, openFiles, read } from '../data-actions';
import { configOf } from '../draft';
import { engineHolds } from '../engine-holds';
import { releaseVectors } from '../engine-start';
import { engineStep } from '../engine-step';
import { openHistories } from '../histories/histories-actions';
import { keepFinished } from '../keep-finished';
import { occupyEngine } from '../occupy-engine';
import { withoutPairs } from '../pairs';
import { mergeTrained } from '../reuse';
import { isSample } from '../sample-shard';
import { getState, setState, type SliceInUse } from '../store';
import { sliceOfCodes } from './slice-of-codes';
import { useCodes } from './codes-store';

/**
 * Opens a file of SIDs, with what stands beside it. If every row in use has codes there, they are shown as a
 * run on these rows. If not, it is a problem, and all stays as it was; but the bundled sample, which nobody
 * chose, and `alone` have the codes shown without vectors, in place of the rows.
 */
export async function openCodes(
  files: readonly File[],
  stated: CodesOptions = {},
  alone = false,
): Promise<void> {
  const { engine, slice } = getState();
  // Without a device vectors are of no use, and hold nothing up.
  const hasRows = Boolean(slice?.request) && engine.status !== 'failed' && !alone;
  const onRows: CodesRequest['onRows'] = hasRows ? (isSample() ? 'if-all' : 'all') : undefined;
  const text = `Opening ${files.map(({ name }) => name).join(' and ')}`;
  useCodes.setState({ refused: null });
  const opened = await read(
    'open',
    text,
    async (options) => {
      const request = { ...stated, files, onRows, mostLevels: MAX_LEVELS };
      return (await dataClient()).openCodes(request, options);
    },
    (dataProblem) => {
      setState({ dataProblem });
      if (dataProblem?.code === 'CODES_ROWS') useCodes.setState({ refused: { files, stated } });
    },
  );
  if (!opened) return;
  note(opened, files, stated);
  const { matched, name, seen } = opened;
  const isOnRows = matched !== null && matched.known === matched.rows;
  if (isOnRows && slice) {
    if (!(await engineHolds(slice))) return;
    await showOnRows(opened, slice);
    // A file of vectors often names nothing.
    if (slice.titles.length === 0 && opened.titles.length > 0) nameRows(slice, opened);
  } else await showAlone(opened);
  const file = files.find((one) => one.name === name);
  // Its histories are written in these very SIDs.
  if (seen && file) await openHistories(file, { ofCodes: true });
}

function note(opened: OpenedCodes, files: readonly File[], stated: CodesOptions): void {
  const { sids, ids, name, notation, offset, blank, byRow, seen } = opened;
  useCodes.setState({
    inUse: {
      ...{ name, notation, offset, blank, byRow, seen },
      ...{ files, stated, items: ids.length, codebookSizes: sids.codebookSizes },
    },
  });
}

/** Reads the file in use again, as the user tells. */
export async function readCodesAgain(change: CodesOptions): Promise<void> {
  const { inUse } = useCodes.getState();
  if (inUse) await openCodes(inUse.files, { ...inUse.stated, ...change });
}

/** Shows the codes of a file that rows in use have no part in, in place of these. */
export async function openRefused(): Promise<void> {
  const { refused } = useCodes.getState();
  if (refused) await openCodes(refused.files, refused.stated, true);
}

/** Puts the codes of the file opened last on the rows in use. */
export async function putOnRows(): Promise<void> {
  const { inUse } = useCodes.getState();
  if (inUse) await openCodes(inUse.files, inUse.stated);
}

/** Opens the vectors of items whose codes are shown alone, and puts the codes on them. */
export async function openVectorsOfCodes(files: readonly File[]): Promise<void> {
  if ((await openFiles(files)) && (await applyRows())) await putOnRows();
}

export function forgetCodes(): void {
  useCodes.setState({ inUse: null });
}

/** Titles and categories for items that have codes only. Tells whether the file was such a table. */
export async function openItemTexts(file: File): Promise<boolean> {
  const { slice } = getState();
  const texts = await read('open', `Opening ${file.name}`, async (options) => ({
    found: await (await dataClient()).itemTexts(file, options),
  }));
  if (!texts) return true;
  if (!texts.found || !slice) return false;
  nameRows(slice, texts.found);
  // To be read along with the codes from now on, the newest names first.
  useCodes.setState(({ inUse }) => ({
    inUse: inUse && {
      ...inUse,
      files: [file, ...inUse.files.filter(({ name }) => name !== file.name || name === inUse.name)],
    },
  }));
  return true;
}

/** The very same rows, with names. */
function nameRows(
  slice: SliceInUse,
  { titles, categories }: Pick<OpenedCodes, 'titles' | 'categories'>,
): void {
  if (getState().slice === slice) setState({ slice: { ...slice, titles, categories } });
}

/** Figures that need vectors are of codebooks refitted to these. */
function showOnRows({ name: file, sids }: OpenedCodes, slice: SliceInUse): Promise<void> {
  return occupyEngine((controller) =>
    engineStep('codes', `Measuring the codes of ${file}`, controller, async (engine, options) => {
      const { center, normalize, ...draft } = configOf(getState().draft);
      const config = {
        ...{ ...draft, center, normalize, codebookSizes: sids.codebookSizes },
        ...({ method: 'lloyd', distance: 'l2', beam: 1 } as const),
      };
      const { signal } = options;
      show(await engine.readRun({ file, sids, config }, signal ? { signal } : {}), slice);
    }),
  );
}

async function showAlone(opened: OpenedCodes): Promise<void> {
  await releaseVectors();
  const slice = sliceOfCodes(opened);
  setState(({ draft }) => ({
    ...{ shard: null, request: null, slice },
    ...withoutPairs(draft),
    ...{ run: null, stopped: null, plan: null },
  }));
  show(runOfCodes(opened), slice);
}

function show(result: RunResult, slice: SliceInUse): void {
  setState(({ draft }) => ({
    trained: mergeTrained(null, result),
    // All of its levels are shown, and no slider trains over them.
    draft: { ...draft, levels: result.levels.length },
    ...{ live: false, ended: null, agreement: null, selection: null },
  }));
  keepFinished(result, slice);
}
