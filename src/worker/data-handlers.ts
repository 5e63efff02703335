import { matchCodes } from '../dataset/codes/match-codes';
import { hasVectors } from '../dataset/codes/codes-beside';
import type { RowsInUse } from '../dataset/codes/rows-with-codes';
import { codesAmong } from '../dataset/codes/codes-among';
import { textsOfItems } from '../dataset/codes/open-codes';
import { holdsCodes, readCodes } from '../dataset/codes/read-codes';
import { exportItems, exportSidLists } from '../dataset/export-items';
import { matchRows } from '../dataset/histories/match-rows';
import { holdsHistories, openHistories } from '../dataset/histories/open-histories';
import type { HistoryFile } from '../dataset/histories/types';
import { openShard } from '../dataset/open-shard';
import type { OpenOptions } from '../dataset/open-source';
import { matchPairs } from '../dataset/pairs/match-pairs';
import { openPairs } from '../dataset/pairs/open-pairs';
import type { StepListener } from '../dataset/progress';
import { runQuery } from '../dataset/query';
import { parseAddress } from '../dataset/remote/address';
import { downloadedFile, remoteFile } from '../dataset/remote/remote-file';
import type { RangeCache } from '../dataset/remote/range-cache';
import type { Fetcher } from '../dataset/remote/types';
import { withFetched } from '../dataset/remote/with-fetched';
import { sliceShard } from '../dataset/slice';
import type { ShardSource } from '../dataset/source';
import { rowsNamedBy } from '../dataset/sql-table';
import { Problem, orCancelled, toProblemDetail } from '../problem';
import { holdsForgeOutput, openForgeOutput } from '../retriever/forge/open-output';
import { scoreForgeOutput } from '../retriever/forge/score-output';
import { sidAgreement } from '../sid/agreement';
import { convertFile } from './convert';
import { openMeasuredCodes } from './open-codes';
import type { CallOptions, DataApi, StepProgress } from './protocol';
import { connect } from './rpc';
import { keepBeside, readBeside } from './storage/kept-beside';
import { keepDataset, readDataset } from './storage/kept-datasets';
import { createSqlSession } from './sql/sql-session';
import { forgetKept, storageReport } from './storage/storage-handlers';

/** The data worker's calls. One file is open at a time; DuckDB boots with the first SQL. */
export function createDataHandlers(): DataApi {
  let current: ShardSource | null = null;
  /** Those of `current`. */
  let files: readonly File[] = [];
  /** Through which it is read, if it stays on another server. */
  let reads: RangeCache | null = null;
  let fetcher: Fetcher | null = null;
  /** The last slice, or the items of codes that were opened without vectors. */
  let inUse: RowsInUse | null = null;
  let histories: HistoryFile | null = null;
  const sql = createSqlSession();

  function opened(): ShardSource {
    if (current) return current;
    throw new Problem('NO_FILE', 'No file is open.', 'Open a file with item embeddings first.');
  }

  function rowsInUse(): readonly string[] {
    if (inUse) return inUse.ids;
    throw new Problem('NO_FILE', 'No rows are in use.', 'Open a file with item embeddings first.');
  }

  function fetching(): Fetcher {
    if (fetcher) return fetcher;
    throw new Error('the page has given no fetcher');
  }

  function loadedDatabase(source: ShardSource | null, options: CallOptions | undefined) {
    return reading({ signal: options?.signal }, () =>
      orCancelled(sql.databaseFor(source), options?.signal),
    );
  }

  /** Work that reads the open file; on a cancel a server is asked for nothing more. */
  function reading<Result>(
    { signal, onProgress = () => undefined }: OpenOptions,
    work: (onProgress: StepListener) => Promise<Result>,
    through = reads,
  ): Promise<Result> {
    if (!through) return work(onProgress);
    const told = withFetched(onProgress);
    return through.during(signal, () => work(told.onProgress), told.onBytes);
  }

  async function open(
    opening: readonly File[],
    options?: CallOptions<StepProgress>,
    openingReads: RangeCache | null = null,
  ) {
    const work = (onProgress: StepListener) => {
      onProgress({ phase: 'Reading the schema', done: 0, total: 1 });
      return openShard(opening, { ...options, onProgress });
    };
    const { source, shard } = await reading({ ...options }, work, openingReads);
    // Only now: a file that fails to open leaves the one before in use.
    current = source;
    files = opening;
    reads = openingReads;
    return shard;
  }

  return {
    open: (file, options) => open(file instanceof File ? [file] : file, options),
    takeFetcher(port) {
      fetcher = connect<Fetcher>(port);
      return Promise.resolve();
    },
    lookAt: async (address, options) => fetching().look(parseAddress(address), options),
    async openRemote(facts, options) {
      const opening = await remoteFile(facts, fetching(), options);
      const { file, reads: far } = opening;
      if (!far) return file;
      try {
        const areCodes = await reading({ ...options }, () => holdsCodes(file), far);
        if (!areCodes) return await open([file], options, far);
      } catch (error) {
        if (toProblemDetail(error).code !== 'SCHEMA_NO_VECTOR') throw error;
      }
      return downloadedFile(facts, fetching(), options);
    },
    async keepDataset(_none, options) {
      const { name, bytes } = opened();
      const phase = 'Copying into the browser (MiB)';
      const mebibytes = (amount: number) => Math.round(amount / 2 ** 20);
      return reading({ signal: options?.signal }, () =>
        keepDataset(name, files, {
          signal: options?.signal,
          onBytes: (done) =>
            options?.onProgress?.({ phase, done: mebibytes(done), total: mebibytes(bytes) }),
        }),
      );
    },
    openKept: async (id, options) => open(await readDataset(id), options),
    keepBeside,
    keptBeside: ({ id, kind }) => readBeside(id, kind),
    storageReport: () => storageReport(),
    forgetKept,
    async slice(request, options) {
      const source = opened();
      const slice = await reading({ ...options }, (onProgress) => {
        const database = () => {
          onProgress({ phase: 'Starting SQL', done: 0, total: 1 });
          return orCancelled(sql.databaseFor(source), options?.signal);
        };
        return sliceShard(source, request, database, { ...options, onProgress });
      });
      // Of the vectors only, which move to the page.
      const { ids, rowNumbers, totalRows } = slice;
      inUse = { ids, rowNumbers: rowNumbers.slice(), totalRows };
      return slice;
    },
    async pairsFromFile(file, options) {
      const known = rowsInUse();
      const onProgress = options?.onProgress ?? (() => undefined);
      onProgress({ phase: 'Opening pairs', done: 0, total: 1 });
      const array = await openPairs(file, options?.signal);
      return matchPairs(array, known, { signal: options?.signal, onProgress });
    },
    codesAmong,
    async openCodes(request, options) {
      const opened = await openMeasuredCodes(request, inUse, options?.signal);
      const { matched, ids } = opened;
      if (matched && matched.known === matched.rows) return opened;
      // They are the items now, and no file has a table of them.
      current = null;
      files = [];
      reads = null;
      const rowNumbers = Uint32Array.from(ids, (_, row) => row);
      inUse = { ids, rowNumbers, totalRows: ids.length };
      return opened;
    },
    async itemTexts(file, options) {
      if (await hasVectors(file, options?.signal)) return null;
      return textsOfItems(file, rowsInUse(), options?.signal);
    },
    async codesOfRows(file, options) {
      const known = rowsInUse();
      return matchCodes(await readCodes(file, {}, options?.signal), known, file.name);
    },
    convert: convertFile,
    holdsHistories,
    async openHistories(file, options) {
      const known = rowsInUse();
      const read = await openHistories(file, options?.signal);
      // Where there were none, a file that matches nothing waits for rows that it matches.
      histories ??= read;
      const matched = matchRows(read, known);
      histories = read;
      return matched;
    },
    matchHistories: () =>
      Promise.resolve().then(() => {
        if (histories) return matchRows(histories, rowsInUse());
        throw new Problem(
          'NO_HISTORIES',
          'No histories are open.',
          'Open a file of histories first.',
        );
      }),
    holdsForgeOutput,
    async scoreForgeOutput({ file, sids, offset }, options) {
      const itemIds = rowsInUse();
      const predictions = await orCancelled(openForgeOutput(file), options?.signal);
      return scoreForgeOutput(predictions, { itemIds, sids }, offset);
    },
    giveResults: (results) => {
      sql.give(results);
      return Promise.resolve();
    },
    async query(text, options) {
      const source = inUse ? current : opened();
      const database = await loadedDatabase(source, options);
      return runQuery(database, source, text, options?.signal);
    },
    async rowsOfQuery(request, options) {
      const source = opened();
      const database = await loadedDatabase(source, options);
      return rowsNamedBy(database, source, request, options?.signal);
    },
    exportItems: ({ ids, codes }) => exportItems(ids, codes),
    exportSidLists: ({ ids, codes, idName }) => exportSidLists(ids, codes, idName),
    sidAgreement: ({ a, b }) => Promise.resolve().then(() => sidAgreement(a, b)),
  };
}
