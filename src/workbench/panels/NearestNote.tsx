import { useWorkbench } from '../state/store';
import type { View } from '../state/view';
import { formatCount, formatPercent } from '../widgets/format';
import { Metric } from '../widgets/Metric';

/** Of codes under a capacity: what encoding by nearest codewords gives; nothing for other runs. */
export function NearestNote({ view }: { readonly view: View }) {
  const nearest = useWorkbench((state) => state.trained?.source?.nearest);
  const isOfThese = !view.training && view.levels.length === nearest?.codes.length;
  if (!nearest || !isOfThese || view.config.method !== 'balanced') return null;
  const { n } = view;
  const { equal, sid, reconstruction } = nearest;
  const { uniqueRatio, maxBucket } = sid;
  return (
    <>
      <p className="muted">
        The codes are balanced over these rows together. Encoded by nearest codeword, as a new item
        is, they would give:
      </p>
      <div className="metrics" data-testid="nearest">
        <Metric
          of="keptByNearest"
          label="Same SID"
          value={formatPercent(equal / n)}
          raw={equal / n}
          worked={`${formatCount(equal)} of ${formatCount(n)}`}
          n={n}
        />
        <Metric of="uniqueRatio" value={formatPercent(uniqueRatio)} raw={uniqueRatio} n={n} />
        <Metric of="maxBucket" value={formatCount(maxBucket)} raw={maxBucket} n={n} />
        <Metric
          of="reconstruction"
          value={formatPercent(reconstruction)}
          raw={reconstruction}
          n={n}
        />
      </div>
    </>
  );
}
