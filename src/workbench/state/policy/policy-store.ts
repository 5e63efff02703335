import { create } from 'zustand';
import { DEFAULT_POLICIES, type PolicyName } from '../../../sid/policies/policy-config';
import type { Applied } from './in-force';

type Drafts = { readonly [P in PolicyName]: (typeof DEFAULT_POLICIES)[P] };

export interface PolicyState {
  /** The policy in the panel. */
  readonly chosen: PolicyName;
  /** Parameters of every policy, so that looking at another one loses none. */
  readonly drafts: Drafts;
  /** The policy whose SIDs the page shows; null for the trained ones. */
  readonly applied: Applied | null;
}

/** Which collision policy the user looks at, and which one is applied. */
export const usePolicy = create<PolicyState>()(() => ({
  chosen: 'knnCap',
  drafts: DEFAULT_POLICIES,
  applied: null,
}));

export const getPolicy = usePolicy.getState;
export const setPolicy = usePolicy.setState;

export function choosePolicy(chosen: PolicyName): void {
  setPolicy({ chosen });
}

/** Changes parameters of one policy. */
export function editPolicy<P extends PolicyName>(name: P, change: Partial<Drafts[P]>): void {
  setPolicy(({ drafts }) => ({ drafts: { ...drafts, [name]: { ...drafts[name], ...change } } }));
}

/** Shows the SIDs as they were trained. */
export function backToTrained(): void {
  setPolicy({ applied: null });
}
