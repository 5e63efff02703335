import { openSamples } from '../dataset/codes/forge-samples';
import { openCodes } from '../dataset/codes/open-codes';
import { holdsCodes } from '../dataset/codes/read-codes';
import type { CodedItems } from '../dataset/codes/types';
import {
  CONTENT_TEXT,
  isTarget,
  targetOf,
  type Content,
  type SidTarget,
} from '../dataset/convert/targets';
import { writeHistories, type HistoryFormat } from '../dataset/convert/write-histories';
import { idsNpy } from '../dataset/convert/write-ids';
import { writeVectors, type VectorFormat } from '../dataset/convert/write-vectors';
import { exportItems, exportSidLists } from '../dataset/export-items';
import { encodeNpy } from '../dataset/formats/npy-write';
import { holdsHistories, openHistories } from '../dataset/histories/open-histories';
import { openShard } from '../dataset/open-shard';
import { sliceShard } from '../dataset/slice';
import { notationFile } from '../quantizer/export-notations';
import type { CallOptions, Converted, ConvertRequest, StepProgress } from './protocol';

/**
 * One file written as another: SIDs between notations, vectors and histories between formats. Ids go along; where
 * the format has no place for them, into `<name>.ids.npy`. Throws `CONVERT_TARGET`, `CONVERT_TEXT`, and the
 * problems of reading and writing.
 */
export async function convertFile(
  request: ConvertRequest,
  options: CallOptions<StepProgress> = {},
): Promise<Converted> {
  const { signal, onProgress } = options;
  const [file] = request.files;
  if (!file) throw new Error('no file to convert');
  const content = await contentOf(file, request);
  const target = targetOf(content, request.out, request.to);
  const say = (phase: string) => onProgress?.({ phase, done: 0, total: 0 });
  say(`Reading ${CONTENT_TEXT[content]}`);
  if (content === 'sids') {
    const { from, offset, codebookSizes, writeOffset } = request;
    const items = await openCodes(request.files, { from, offset, codebookSizes }, signal);
    say('Writing');
    return convertedSids(items, target as SidTarget, request.out, writeOffset);
  }
  if (content === 'histories') {
    const histories = await openHistories(file, signal);
    say('Writing');
    const body = await writeHistories(target as HistoryFormat, histories);
    const { users, items } = histories;
    return {
      files: [{ name: request.out, body: new Blob([part(body)]) }],
      summary: `${users.length} users, ${items.length} interactions as ${target}`,
    };
  }
  return convertedVectors(request, target as VectorFormat, options);
}

async function contentOf(file: File, { from, out, to }: ConvertRequest): Promise<Content> {
  // FORGE's samples are SIDs that occur, and sequences of them: what is asked for tells which.
  if (from === undefined && isTarget('histories', out, to) && !isTarget('sids', out, to)) {
    if (await openSamples(file)) return 'histories';
  }
  if (from !== undefined || (await holdsCodes(file))) return 'sids';
  return (await holdsHistories(file)) ? 'histories' : 'vectors';
}

async function convertedSids(
  items: CodedItems,
  target: SidTarget,
  out: string,
  offset: number | undefined,
): Promise<Converted> {
  const { ids, sids } = items;
  const body = await sidFile(items, target, offset);
  const hasIds = target !== 'codes-npy' && target !== 'grid-npy';
  const beside = hasIds || items.byRow ? [] : [idsFile(out, ids)];
  const blank = items.blank > 0 ? `, ${items.blank} rows with a blank code left out` : '';
  return {
    files: [{ name: out, body: new Blob([part(body)]) }, ...beside],
    summary: `${sids.rows} items x ${sids.codes.length} levels, ${items.notation} as ${target}${blank}`,
  };
}

async function sidFile(
  { ids, sids }: CodedItems,
  target: SidTarget,
  offset: number | undefined,
): Promise<string | Uint8Array> {
  if (target === 'items-parquet') return exportItems(ids, sids.codes);
  if (target === 'codes-npy') {
    const depth = sids.codes.length;
    const data = new Int32Array(sids.rows * depth);
    sids.codes.forEach((level, l) => {
      for (let row = 0; row < sids.rows; row++) data[row * depth + l] = level[row] ?? 0;
    });
    return encodeNpy({ data, shape: [sids.rows, depth] });
  }
  const writeLists = (idName: string) => exportSidLists(ids, sids.codes, idName);
  return notationFile(target, { itemIds: ids, sids }, { offset, writeLists });
}

async function convertedVectors(
  { files, out }: ConvertRequest,
  target: VectorFormat,
  { signal, onProgress }: CallOptions<StepProgress>,
): Promise<Converted> {
  const { source, shard } = await openShard(files, { signal });
  const request = {
    mapping: shard.mapping,
    where: '',
    sample: null,
    seed: 0,
    dropNonFinite: false,
  };
  const database = () => Promise.reject(new Error('nothing is filtered'));
  const slice = await sliceShard(source, request, database, {
    ...(signal ? { signal } : {}),
    onProgress: onProgress ?? (() => undefined),
  });
  onProgress?.({ phase: 'Writing', done: 0, total: 0 });
  const body = await writeVectors(target, slice);
  const beside = target === 'npy' && shard.mapping.id !== null ? [idsFile(out, slice.ids)] : [];
  const skipped = shard.skipped ? `, ${shard.skipped.rows} records skipped` : '';
  return {
    files: [{ name: out, body: body instanceof Blob ? body : new Blob([part(body)]) }, ...beside],
    summary: `${slice.rows} vectors x ${slice.dim} as ${target}${skipped}`,
  };
}

function idsFile(out: string, ids: readonly string[]): Converted['files'][number] {
  return { name: `${out.replace(/\.npy$/i, '')}.ids.npy`, body: new Blob([part(idsNpy(ids))]) };
}

const part = (body: string | Uint8Array) =>
  typeof body === 'string' ? body : new Uint8Array(body);
