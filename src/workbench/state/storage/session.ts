import type { SliceRequest } from '../../../dataset/types';
import type { Draft } from '../draft';
import type { Applied } from '../policy/in-force';
import type { PolicyState } from '../policy/policy-store';
import type { Trained } from '../reuse';

/** Where work on a kept dataset stood. What may be absent was not noted by earlier versions of the page. */
export interface Session {
  readonly request: SliceRequest;
  /** The last levels on these vectors; null where nothing is trained. */
  readonly last: { readonly fingerprint: string; readonly trained: Trained } | null;
  /** The Tune panel. */
  readonly draft?: Draft;
  readonly policy?: Pick<PolicyState, 'chosen' | 'drafts'> & {
    /** That of `last`; null for the trained SIDs. */
    readonly applied: Omit<Applied, 'trained'> | null;
  };
  /** null where none were open. The file is kept beside the dataset. */
  readonly histories?: { readonly ofSample: boolean } | null;
  /** null for none. Those of the histories are taken again, a file is kept beside the dataset. */
  readonly pairs?:
    { readonly from: 'file' } | { readonly from: 'histories'; readonly window: number } | null;
}

/** Where sessions are kept. Every call may throw a storage problem. */
export interface SessionStore {
  /** null where there is none. */
  readonly session: (id: string) => Promise<Session | null>;
  readonly saveSession: (id: string, session: Session) => Promise<void>;
  readonly removeSession: (id: string) => Promise<void>;
}
