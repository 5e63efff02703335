import type { PolicyConfig, PolicyName } from '../../../sid/policies/policy-config';
import type { SidMetrics } from '../../../sid/types';
import type { AppliedPolicy } from '../../../worker/protocol';
import { codesFrom } from '../../state/reuse';
import type { WorkbenchState } from '../../state/store';
import { formatCount, formatPercent, formatSigned, plural } from '../../widgets/format';

export const POLICIES: readonly {
  readonly value: PolicyName;
  readonly text: string;
  /** What it does and what it costs. */
  readonly does: string;
}[] = [
  {
    value: 'keep',
    text: 'Keep buckets',
    does: 'Items that share a SID stay together. A retriever has to choose among them afterwards.',
  },
  {
    value: 'suffix',
    text: 'Suffix token',
    does: 'One more level numbers the items of each bucket. It costs a token, and the number has no meaning.',
  },
  {
    value: 'knnCap',
    text: 'KNN cap (FORGE)',
    does: 'A SID holds at most so many items. The others move to the nearest codes with room at the last level; the levels before it stay.',
  },
  {
    value: 'randomCap',
    text: 'Random cap',
    does: 'As the KNN cap, but to random codes: the control that shows what nearness is worth.',
  },
  {
    value: 'sinkhorn',
    text: 'Sinkhorn re-encode',
    does: 'Encodes the last level again, all items of a prefix together, so that they share its codes as evenly as they can at the least extra distortion.',
  },
];

/** "KNN cap 5", "Suffix token" */
export function policyName(config: PolicyConfig): string {
  switch (config.policy) {
    case 'keep':
      return 'Keep buckets';
    case 'suffix':
      return 'Suffix token';
    case 'knnCap':
      return `KNN cap ${config.cap}`;
    case 'randomCap':
      return `Random cap ${config.cap}`;
    case 'sinkhorn':
      return 'Sinkhorn';
  }
}

/** "KNN cap 5 leaves no bucket above 5: 812 items moved, distortion +0.9%, 0 unplaced" */
export function policyHeadline(applied: AppliedPolicy): string {
  return `${policyName(applied.policy)} ${effect(applied)}: ${costs(applied)}`;
}

/** How the codes came about that a policy leaves as they are. */
export function madeText({ trained }: Pick<WorkbenchState, 'trained'>): 'read' | 'trained' {
  return trained && codesFrom(trained) !== null ? 'read' : 'trained';
}

/** What holds without a policy. */
export function trainedHeadline({ maxBucket, itemsInCollision }: SidMetrics): string {
  if (maxBucket <= 1) return 'Every item has a SID of its own: there is nothing to resolve';
  return `No policy is applied: ${formatPercent(itemsInCollision)} of items share their SID`;
}

function effect({ policy, report: { after }, unplaced }: AppliedPolicy): string {
  if (after.maxBucket <= 1) return 'gives every item a SID of its own';
  if (policy.policy === 'knnCap' || policy.policy === 'randomCap') {
    if (unplaced.length === 0) return `leaves no bucket above ${formatCount(policy.cap)}`;
    return `finds no place for ${plural(unplaced.length, 'item')}`;
  }
  return `leaves ${plural(after.itemsInCollisionCount, 'item')} that share a SID`;
}

function costs({ policy, report, moved, unplaced, distance }: AppliedPolicy): string {
  const items = plural(moved, 'item');
  if (policy.policy === 'suffix') return `${items} numbered, no extra distortion`;
  const { extraDistortion } = report;
  const cost = extraDistortion === null ? 'not measured' : relative(extraDistortion);
  const name = distance === 'cosine' ? 'cosine distance' : 'distortion';
  return `${items} moved, ${name} ${cost}, ${formatCount(unplaced.length)} unplaced`;
}

/** A relative change with its sign: "+0.9%". */
export function relative(change: number): string {
  return Number.isFinite(change) ? formatSigned(change, formatPercent) : '+∞';
}
