import type { StorageRoom } from './browser-storage';

/** A dataset that the browser keeps: its files as they were opened. */
export interface KeptDataset {
  readonly id: string;
  readonly name: string;
  /** Those of the items and those beside them. */
  readonly files: number;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What may be opened beside the items: interactions of users, pairs of related items. */
export type BesideKind = 'histories' | 'pairs';

export interface BesideRequest {
  /** Of the kept dataset. */
  readonly id: string;
  readonly kind: BesideKind;
  readonly file: File;
}

/** A stopped run that may be gone on with. */
export interface KeptCheckpoint {
  /** Of its file. */
  readonly name: string;
  /** Of the vectors that it is trained on. */
  readonly fingerprint: string;
  readonly bytes: number;
  readonly at: number;
}

/** A training of a sequence model, stopped or at its end. */
interface KeptModel {
  /** Of its file. */
  readonly name: string;
  readonly bytes: number;
  readonly at: number;
}

/** What the browser keeps in files for this page. */
export interface StorageReport {
  readonly room: StorageRoom;
  /** Newest first. */
  readonly datasets: readonly KeptDataset[];
  readonly checkpoints: readonly KeptCheckpoint[];
  readonly models: readonly KeptModel[];
  /** Checkpoints, and as many models: one more takes the place of the oldest. */
  readonly mostKept: number;
}

export type KeptThing =
  | { readonly kind: 'dataset'; readonly id: string }
  | { readonly kind: 'checkpoint' | 'model'; readonly name: string };
