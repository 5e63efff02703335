import { memo } from 'react';
import { DEFINITIONS, type DefinitionKey } from './definitions';
import { formatCount } from './format';
import { Tip } from './Tip';
import { useTip } from './use-tip';

interface MetricProps {
  readonly of: DefinitionKey;
  /** As shown: at most four significant digits. */
  readonly value: string;
  /** Unrounded, for the tooltip. */
  readonly raw: number;
  /** With the numbers put in: "3,266 of 3,496". */
  readonly worked?: string;
  /** Sample size. */
  readonly n: number;
  /** Overrides the definition's name; '' shows the value alone. */
  readonly label?: string;
  readonly testId?: string;
}

/** A number with its definition, its working and its sample size on hover and on focus. */
export const Metric = memo(function Metric(props: MetricProps) {
  const { of, value, raw, worked, n, label, testId } = props;
  const definition = DEFINITIONS[of];
  const name = label ?? definition.name;
  const { id, anchor, isOpen, describedBy, handlers } = useTip();
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="metric"
        {...(name ? {} : { 'aria-label': `${definition.name}: ${value}` })}
        aria-describedby={describedBy}
        {...handlers}
      >
        {name && <span className="metric-name">{name}</span>}{' '}
        <span className="metric-value" data-testid={testId}>
          {value}
        </span>
      </button>
      {isOpen && (
        <Tip id={id} anchor={anchor}>
          <strong>{definition.name}</strong>
          <code>{definition.formula}</code>
          <span>
            = {raw}
            {worked ? ` (${worked})` : ''}
          </span>
          <span className="muted">{definition.meaning}</span>
          <span className="muted">n = {formatCount(n)}</span>
        </Tip>
      )}
    </>
  );
});
