import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { DEFINITIONS, type DefinitionKey } from './definitions';
import { formatCount } from './format';

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
export function Metric({ of, value, raw, worked, n, label, testId }: MetricProps) {
  const definition = DEFINITIONS[of];
  const name = label ?? definition.name;
  return (
    <TooltipTrigger delay={250} closeDelay={80}>
      <Button
        className="metric"
        {...(name ? {} : { 'aria-label': `${definition.name}: ${value}` })}
      >
        {name && <span className="metric-name">{name}</span>}{' '}
        <span className="metric-value" data-testid={testId}>
          {value}
        </span>
      </Button>
      <Tooltip className="tooltip" placement="bottom" offset={4}>
        <strong>{definition.name}</strong>
        <code>{definition.formula}</code>
        <span>
          = {String(raw)}
          {worked ? ` (${worked})` : ''}
        </span>
        <span className="muted">{definition.meaning}</span>
        <span className="muted">n = {formatCount(n)}</span>
      </Tooltip>
    </TooltipTrigger>
  );
}
