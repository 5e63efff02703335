import type { CodedItems, CodesOptions } from '../../dataset/codes/types';
import type { LevelMetrics, SidMetrics, Sids } from '../../sid/types';

/** A row of items.parquet beside its codes: what the exporter needs. */
export interface ExportRequest {
  readonly ids: readonly string[];
  readonly codes: readonly Uint32Array[];
}

export interface CodesRequest extends CodesOptions {
  readonly files: readonly File[];
  /** Whether codes are given to the rows in use: never (unset), if each of them has one, or else it is a problem. */
  readonly onRows?: 'if-all' | 'all' | undefined;
  /** Refuse SIDs of more levels. */
  readonly mostLevels?: number;
}

/** A file to be written as another. */
export interface ConvertRequest extends CodesOptions {
  /** The file, and what stands beside one of codes. */
  readonly files: readonly File[];
  /** The name of the file to be written: it tells the format where `to` does not. */
  readonly out: string;
  readonly to: string | null;
  /** Tokens between two levels of FORGE's tokens as they are written. */
  readonly writeOffset?: number | undefined;
}

export interface Converted {
  /** The file, and its ids where it has no place for them. */
  readonly files: readonly { readonly name: string; readonly body: Blob }[];
  /** In words. */
  readonly summary: string;
}

/** Codes of a file, and what follows from them alone. */
export interface OpenedCodes extends CodedItems {
  /** One a level: its own metrics, and those of the SID cut after it. */
  readonly levels: readonly { readonly metrics: LevelMetrics; readonly sid: SidMetrics }[];
  /** Equal for the same items in the same order. */
  readonly fingerprint: string;
  /** How the rows in use came out; null where they were not asked for. */
  readonly matched: RowsWithCodes | null;
}

/** Rows in use that a file of codes knows. If all, its items here are these rows, in their order. */
export interface RowsWithCodes {
  readonly rows: number;
  readonly known: number;
}

export interface ForgeRequest {
  readonly file: File;
  /** Of the rows in use. */
  readonly sids: Sids;
  /** Added to the codes once a level in the predictions. */
  readonly offset: number;
}
