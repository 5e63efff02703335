import type { Sids } from '../types';
import { policyResult, type PolicyResult } from './policy-result';

/** Buckets stay as they are: items that share a SID stay together. The baseline of the others. */
export function keep(sids: Sids): PolicyResult {
  return policyResult(sids, { ...sids });
}
