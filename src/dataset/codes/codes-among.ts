import { openNpy } from '../formats/npy';
import { openNpz } from '../formats/npz';
import { sniffFormat } from '../formats/sniff';
import { hasVectors } from './codes-beside';
import { holdsCodes } from './read-codes';

/** Files that were opened together, one of them of SIDs: their places, by what they are for. */
export interface CodesAmong {
  /** The file of SIDs, and what tells of it. */
  readonly codes: readonly number[];
  /** The items' vectors, and ids of these; empty where there are none. */
  readonly vectors: readonly number[];
}

/** Which files are of SIDs and which of vectors; null unless one, and no more, holds SIDs without vectors. */
export async function codesAmong(files: readonly File[]): Promise<CodesAmong | null> {
  const found = await Promise.all(files.map(holdsCodes));
  if (found.filter(Boolean).length !== 1) return null;
  const uses = await Promise.all(
    files.map(async (file, at) =>
      found[at] ? 'codes' : useOf(file).catch(() => 'codes' as const),
    ),
  );
  const all = Array.from(files, (_, at) => at);
  if (!uses.includes('vectors')) return { codes: all, vectors: [] };
  // Ids beside vectors are theirs.
  const isOfCodes = (at: number) => uses[at] === 'codes';
  return { codes: all.filter(isOfCodes), vectors: all.filter((at) => !isOfCodes(at)) };
}

/** What a file beside one of SIDs is for. Codebooks and tables without vectors tell of the SIDs. */
async function useOf(file: File): Promise<'codes' | 'vectors' | 'ids'> {
  const format = await sniffFormat(file);
  if (format === 'npy') {
    const { shape, kind } = (await openNpy(file, file.name)).header;
    return shape.length === 1 ? 'ids' : kind === 'f' ? 'vectors' : 'codes';
  }
  if (format === 'npz') {
    const arrays = await openNpz(file);
    return arrays.some(({ name }) => name.startsWith('codebook')) ? 'codes' : 'vectors';
  }
  return (await hasVectors(file)) ? 'vectors' : 'codes';
}
