import type { DepthAgreement } from '../../../sid/agreement';
import { formatNumber } from '../../widgets/format';

/** "Run 2 groups the items much alike at level 1 (ARI 0.82)": the first level decides the rest. */
export function agreementSentence(name: string, depths: readonly DepthAgreement[]): string {
  const [first] = depths;
  const last = depths.at(-1);
  if (!first || !last) return `${name} has no level in common`;
  if (last.equalItems === last.n) {
    return `${name} has the very same codes at ${last.depth === 1 ? 'level 1' : `levels 1–${last.depth}`}`;
  }
  const ari = formatNumber(first.adjustedRand);
  return `${name} groups items ${degree(first.adjustedRand)} at level 1 (ARI ${ari})`;
}

/** Words for an adjusted Rand index; the thresholds are a reading aid, the number stands beside. */
function degree(ari: number): string {
  if (ari >= 0.9) return 'nearly the same way';
  if (ari >= 0.65) return 'much alike';
  if (ari >= 0.3) return 'somewhat alike';
  if (ari >= 0.05) return 'little alike';
  return 'no more alike than chance';
}
