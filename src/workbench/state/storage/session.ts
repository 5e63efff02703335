import type { SliceRequest } from '../../../dataset/types';
import type { Trained } from '../reuse';

/** Where work on a kept dataset stood. */
export interface Session {
  readonly request: SliceRequest;
  /** The last levels on these vectors; null where nothing is trained. */
  readonly last: { readonly fingerprint: string; readonly trained: Trained } | null;
}

/** Where sessions are kept. Every call may throw a storage problem. */
export interface SessionStore {
  /** null where there is none. */
  readonly session: (id: string) => Promise<Session | null>;
  readonly saveSession: (id: string, session: Session) => Promise<void>;
  readonly removeSession: (id: string) => Promise<void>;
}
