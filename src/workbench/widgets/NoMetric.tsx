import { DEFINITIONS, type DefinitionKey } from './definitions';
import { Tip } from './Tip';
import { useTip } from './use-tip';

interface NoMetricProps {
  readonly of: DefinitionKey;
  /** Why there is no number, as a sentence. */
  readonly reason: string;
  readonly testId?: string;
}

/** A dash in the place of a number, with the reason on hover and on focus. */
export function NoMetric({ of, reason, testId }: NoMetricProps) {
  const { id, anchor, isOpen, describedBy, handlers } = useTip();
  const { name } = DEFINITIONS[of];
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="metric"
        aria-label={`${name}: none. ${reason}`}
        aria-describedby={describedBy}
        {...handlers}
      >
        <span className="metric-value" data-testid={testId}>
          –
        </span>
      </button>
      {isOpen && (
        <Tip id={id} anchor={anchor}>
          <strong>{name}</strong>
          <span>{reason}</span>
        </Tip>
      )}
    </>
  );
}
