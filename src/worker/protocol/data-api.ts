import type { CodesAmong } from '../../dataset/codes/codes-among';
import type { CodedItems, ItemTexts } from '../../dataset/codes/types';
import type { Histories } from '../../dataset/histories/types';
import type { MatchedPairs } from '../../dataset/pairs/match-pairs';
import type { RemoteFacts } from '../../dataset/remote/types';
import type { OpenedShard, QueryResult, RowsQuery, Slice, SliceRequest } from '../../dataset/types';
import type { ForgeScore } from '../../retriever/forge/score-output';
import type { DepthAgreement } from '../../sid/agreement';
import type { Sids } from '../../sid/types';
import type { ResultTables } from '../sql/types';
import type { BesideRequest, KeptDataset, KeptThing, StorageReport } from '../storage/types';
import type { CallOptions, StepProgress } from './calls';
import type {
  CodesRequest,
  ConvertRequest,
  Converted,
  ExportRequest,
  ForgeRequest,
  OpenedCodes,
} from './data-messages';

/** The data worker: parsers, DuckDB, parquet-wasm. */
export interface DataApi {
  /**
   * Sniffs, reads the schema, guesses the mapping. Several files: shards with the same columns,
   * or `.npy` arrays of vectors and ids. Throws a Problem, and then the file before stays open.
   */
  open(file: File | readonly File[], options?: CallOptions<StepProgress>): Promise<OpenedShard>;
  /**
   * Takes the end of a channel to the document that may contact other origins (`src/fetcher`), through which
   * addresses are read from then on. It is transferred.
   */
  takeFetcher(port: MessagePort, options?: CallOptions): Promise<void>;
  /**
   * Looks at an address that a user has typed: nothing is opened. Throws `REMOTE_ADDRESS`, `REMOTE_HTTP`, and what
   * `Fetcher.look` throws.
   */
  lookAt(address: string, options?: CallOptions): Promise<RemoteFacts>;
  /**
   * Opens what was looked at, as `open` does: no more of it is read, now and later, than is needed. Where it is
   * downloaded whole, as the server gives no parts, or it is text or has no vectors, nothing is opened, and the
   * file returned. Throws also what `Fetcher` throws, and so do later calls that read of it.
   */
  openRemote(facts: RemoteFacts, options?: CallOptions<StepProgress>): Promise<OpenedShard | File>;
  /**
   * Copies the files that are open into the browser's own storage. Throws `DATASET_QUOTA`,
   * `DATASET_STORAGE`, `CANCELLED`; nothing is kept then.
   */
  keepDataset(none?: undefined, options?: CallOptions<StepProgress>): Promise<KeptDataset>;
  /** Opens a kept dataset, as `open` does. Throws also `DATASET_GONE`. */
  openKept(id: string, options?: CallOptions<StepProgress>): Promise<OpenedShard>;
  /**
   * Copies histories or pairs beside a kept dataset, unless that very file is there. Throws
   * `DATASET_QUOTA`, `DATASET_STORAGE`; the one before stays then.
   */
  keepBeside(request: BesideRequest, options?: CallOptions): Promise<void>;
  /** The file that is kept beside a dataset; null for none. Throws `DATASET_STORAGE`. */
  keptBeside(
    request: Pick<BesideRequest, 'id' | 'kind'>,
    options?: CallOptions,
  ): Promise<File | null>;
  /** What the browser keeps in files for this page. Throws `DATASET_STORAGE`. */
  storageReport(none?: undefined, options?: CallOptions): Promise<StorageReport>;
  /** Deletes it from the browser's storage; what is open stays open. Throws `DATASET_STORAGE`. */
  forgetKept(thing: KeptThing, options?: CallOptions): Promise<void>;
  /** Decodes the vectors of the chosen rows of the last opened file. Throws a Problem. */
  slice(request: SliceRequest, options?: CallOptions<StepProgress>): Promise<Slice>;
  /** Which files are of SIDs and which of vectors; null unless one, and no more, holds SIDs without vectors. */
  codesAmong(files: readonly File[], options?: CallOptions): Promise<CodesAmong | null>;
  /**
   * Items by their codes, in any notation, with what stands beside them. Unless they are those of rows
   * in use (`onRows`), their ids are then the rows in use, for histories, and no file of items is open. Throws
   * `CODES_ROWS`, `CODES_LEVELS`, and the problems of `openCodes` of `dataset/codes`; nothing has changed then.
   */
  openCodes(request: CodesRequest, options?: CallOptions): Promise<OpenedCodes>;
  /**
   * Codes of the rows in use, by id, from such a file; nothing else changes. Throws `CODES_FILE`,
   * `CODES_ROWS` and the problems of opening a file.
   */
  codesOfRows(file: File, options?: CallOptions): Promise<CodedItems['sids']>;
  /** Titles and categories for the items in use, of a table without vectors; null where it has some. */
  itemTexts(file: File, options?: CallOptions): Promise<ItemTexts | null>;
  /** Whether a file holds user histories and no items. */
  holdsHistories(file: File, options?: CallOptions): Promise<boolean>;
  /** Reads user histories against the rows in use. On a Problem the ones before stay. */
  openHistories(file: File, options?: CallOptions): Promise<Histories>;
  /** The histories read last, against the rows now in use. */
  matchHistories(none?: undefined, options?: CallOptions): Promise<Histories>;
  /**
   * Pairs of item ids as pairs of the last slice's rows: `pairs` of an `.npz` as FORGE's, or an `.npy`.
   * Throws `PAIRS_FILE`, `PAIRS_UNKNOWN` and the problems of opening a file; nothing else changes.
   */
  pairsFromFile(file: File, options?: CallOptions<StepProgress>): Promise<MatchedPairs>;
  /** Whether a file is generation output of FORGE. */
  holdsForgeOutput(file: File, options?: CallOptions): Promise<boolean>;
  /**
   * Scores FORGE's `output.jsonl` against SIDs of the rows in use. Throws `FORGE_OUTPUT`, `FORGE_SIZE`,
   * `FORGE_EMPTY`.
   */
  scoreForgeOutput(request: ForgeRequest, options?: CallOptions): Promise<ForgeScore>;
  /**
   * Writes a file as another: SIDs between notations, vectors and histories between formats. What is open
   * stays so. Throws `CONVERT_TARGET`, `CONVERT_TEXT`, and the problems of reading the file.
   */
  convert(request: ConvertRequest, options?: CallOptions<StepProgress>): Promise<Converted>;
  /** Results that SQL may join with the file's columns: the tables `sids`, `buckets`, `codes` and `runs`. */
  giveResults(results: ResultTables, options?: CallOptions): Promise<void>;
  /**
   * Row numbers of the file that a query's rows name in `column`: the row number or another column of the
   * file. Ascending, each once. Throws `SQL_ERROR`.
   */
  rowsOfQuery(request: RowsQuery, options?: CallOptions): Promise<Uint32Array>;
  /** SQL over the opened tables. Throws `SQL_ERROR`. */
  query(sql: string, options?: CallOptions): Promise<QueryResult>;
  /** items.parquet: `item_id, c1..cL, code_str`. */
  exportItems(request: ExportRequest, options?: CallOptions): Promise<Uint8Array>;
  /** A Parquet file of `idName` and `codes list<int32>`. */
  exportSidLists(
    request: ExportRequest & { readonly idName: string },
    options?: CallOptions,
  ): Promise<Uint8Array>;
  /** How far two SID sets of the same items agree, for every depth. */
  sidAgreement(
    request: { readonly a: Sids; readonly b: Sids },
    options?: CallOptions,
  ): Promise<DepthAgreement[]>;
}
