import type { AlignmentRecord } from '../quantizer/export-alignment';
import { percent } from './lines';

/** Of the cut-offs measured, the one told. */
const TOLD_K = 10;

/** "; hitrate@10 12.3 % (raw 14.5 %); purity of genres 41.0 %, 55.2 % by depth" */
export function alignmentLine({ hitrate, category }: AlignmentRecord): string {
  const at = (measured: NonNullable<typeof hitrate>['raw']) =>
    percent(measured.find(({ k }) => k === TOLD_K)?.hitrate ?? 0);
  const hit = hitrate
    ? `; hitrate@${TOLD_K} ${at(hitrate.reconstructed)} (raw ${at(hitrate.raw)})`
    : '';
  const purities = category?.purity.depths.map(({ purity }) => percent(purity)).join(', ');
  return category ? `${hit}; purity of ${category.column} ${purities} by depth` : hit;
}
