import { Problem } from '../../problem';
import { ITEM_TABLE, checkItemTable, openItemTable } from './item-table';
import { openNpy, type NpyArray } from './npy';
import { readZipDirectory, readZipMember } from './zip';

/** Read one by one, and columns of a table that a person looks at. */
const MAX_ARRAYS = 1000;

/**
 * The arrays of an `.npz`, headers read and stored members left in the file.
 * An array of pickled objects is a problem (`NPZ_PICKLE`) even beside good ones, as leaving it out in
 * silence might lose the ids; but FORGE's `itemEncID`, a dict of ints, becomes the ids it stands for.
 */
export async function openNpz(file: File, signal?: AbortSignal): Promise<NpyArray[]> {
  const members = await readZipDirectory(file, file.name);
  const arrays = members.filter((member) => member.name.endsWith('.npy'));
  if (arrays.length === 0) {
    const torch = members.some((member) => member.name.endsWith('data.pkl'));
    throw new Problem(
      'FILE_TYPE',
      `${file.name} is a ZIP file without NumPy arrays${torch ? '; it looks like a PyTorch checkpoint' : ''}.`,
      'Save the arrays with numpy.savez, e.g. ids and embeds.',
    );
  }
  if (arrays.length > MAX_ARRAYS) {
    throw new Problem(
      'FILE_TYPE',
      `${file.name} holds ${arrays.length.toLocaleString('en-US')} arrays; up to ${MAX_ARRAYS.toLocaleString('en-US')} are read.`,
      'Save only those that are needed, e.g. ids and embeds, as two-dimensional arrays.',
    );
  }
  const opened: NpyArray[] = [];
  for (const member of arrays) {
    const content = await readZipMember(file, member, signal);
    const name = member.name.slice(0, -'.npy'.length);
    opened.push(await (name === ITEM_TABLE ? openItemTable(content) : openNpy(content, name)));
  }
  checkItemTable(opened);
  return opened;
}
