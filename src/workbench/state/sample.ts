import { Problem, toProblemDetail } from '../../problem';
import { applyRows, editMapping, openFiles, readingsStarted } from './data-actions';
import { openHistories } from './histories/histories-actions';
import { markSample } from './sample-shard';
import { setState } from './store';

const ITEMS = 'items.parquet';
const INTERACTIONS = 'interactions.parquet';
/** Of the sample's two vector columns, the one that a recommender would quantize. */
const SAMPLE_VECTOR = 'behavior_embedding';

/** Opens the bundled shard. Its address is relative to the page: any sub-path of any host works. */
export async function openSample(): Promise<void> {
  try {
    const before = readingsStarted();
    const file = await fetchSample(ITEMS);
    // A file that the user opened while the sample was on its way comes first.
    if (readingsStarted() !== before) return;
    const shard = await openFiles([file]);
    if (!shard) return;
    markSample(shard);
    if (shard.columns.some((column) => column.name === SAMPLE_VECTOR)) {
      editMapping({ vector: SAMPLE_VECTOR });
    }
    if (!(await applyRows())) return;
    const opened = readingsStarted();
    const interactions = await fetchSample(INTERACTIONS);
    if (readingsStarted() === opened) await openHistories(interactions, { ofSample: true });
  } catch (error) {
    setState({ dataProblem: toProblemDetail(error) });
  }
}

/** A file of the bundled sample. Throws `SAMPLE_MISSING`. */
export async function fetchSample(name: string): Promise<File> {
  const path = `sample/${name}`;
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) {
    throw new Problem(
      'SAMPLE_MISSING',
      `The bundled sample did not load: ${path} answered ${response.status}.`,
      'Open a file of your own, or reload the page.',
    );
  }
  return new File([await response.blob()], name.split('/').at(-1) ?? name);
}
