import { useId } from 'react';
import type { OpenedShard, SliceRequest } from '../../dataset/types';
import { applyRows, editRequest } from '../state/data-actions';
import { formatCount, plural } from '../widgets/format';
import { NumberInput } from '../widgets/NumberInput';
import { Section } from '../widgets/Section';
import { Toggle } from '../widgets/Toggle';

interface RowsSectionProps {
  readonly shard: OpenedShard;
  readonly request: SliceRequest;
  readonly isPending: boolean;
}

/** Which rows: an SQL filter, then a seeded uniform sample. Never the head of the file. */
export function RowsSection({ shard, request, isPending }: RowsSectionProps) {
  const whereId = useId();
  const { picked, where, sample, seed, dropNonFinite } = request;
  return (
    <Section title="Rows" summary={summaryOf(request)} open={isPending}>
      <div className="fields">
        {picked && (
          <div className="row span">
            <span title={picked.sql}>{plural(picked.rows.length, 'row')} picked by a query</span>
            <span className="grow" />
            <button
              type="button"
              className="button small"
              onClick={() => editRequest({ picked: undefined })}
            >
              Take all rows
            </button>
          </div>
        )}
        <div className="field span">
          <label htmlFor={whereId}>WHERE</label>
          <input
            id={whereId}
            className="input mono"
            value={where}
            placeholder="SQL, e.g. year >= 1990"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => editRequest({ where: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void applyRows();
            }}
          />
        </div>
        <div className="span">
          <Toggle
            isOn={sample !== null}
            onChange={(isOn) => editRequest({ sample: isOn ? Math.min(1000, shard.rows) : null })}
          >
            Uniform sample
          </Toggle>
        </div>
        <NumberInput
          label="Sample rows"
          value={sample ?? shard.rows}
          min={1}
          max={Math.max(1, shard.rows)}
          isDisabled={sample === null}
          onChange={(rows) => editRequest({ sample: rows })}
        />
        <NumberInput
          label="Sample seed"
          value={seed}
          min={0}
          max={0xffffffff}
          onChange={(next) => editRequest({ seed: next })}
        />
        <div className="span">
          <Toggle isOn={dropNonFinite} onChange={(isOn) => editRequest({ dropNonFinite: isOn })}>
            Drop rows with NaN or Inf
          </Toggle>
        </div>
      </div>
    </Section>
  );
}

function summaryOf({ picked, where, sample, seed }: SliceRequest): string {
  const all = picked ? `${formatCount(picked.rows.length)} picked` : 'all rows';
  const rows =
    sample === null
      ? all
      : `${formatCount(sample)} sampled${picked ? ` of ${all}` : ''}, seed ${seed}`;
  return where.trim() ? `${rows} where ${where.trim()}` : rows;
}
