/**
 * Where checkpoints outlast the tab, one a name. A write replaces the one before whole or not at all.
 * Every call may throw `CHECKPOINT_QUOTA` or `CHECKPOINT_STORAGE`.
 */
export interface CheckpointStore {
  /** null where there is none. */
  read(name: string): Promise<Blob | null>;
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
}
