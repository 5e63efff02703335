import { bitsOf, shapeOf, type RunRecord } from '../../state/runs/record';
import type { RunColumn } from '../../state/runs/runs-store';
import type { DefinitionKey } from '../../widgets/definitions';
import { formatNumber } from '../../widgets/format';
import { runMetric, type RunMetricKey } from './run-metrics';
import { dataText, runMethod, shortTime } from './run-text';

/** A column of the run table: how it reads, and what it is sorted by. */
export interface RunTableColumn {
  readonly by: RunColumn;
  readonly name: string;
  readonly rem: number;
  readonly grow: number;
  readonly numeric: boolean;
  readonly of?: DefinitionKey;
  readonly text: (run: RunRecord) => string;
  readonly sortValue: (run: RunRecord) => number | string;
}

function words(
  by: RunColumn,
  name: string,
  rem: number,
  text: (run: RunRecord) => string,
  grow = 0,
): RunTableColumn {
  return { by, name, rem, grow, numeric: false, text, sortValue: text };
}

function figure(by: RunColumn & RunMetricKey, name: string, rem: number): RunTableColumn {
  const { value, format, of } = runMetric(by);
  // The unit is in the head: the column has no room to repeat it.
  const text = by === 'entropy' ? formatNumber : format;
  return {
    by,
    name,
    rem,
    grow: 0,
    numeric: true,
    of,
    text: (run) => text(value(run)),
    sortValue: value,
  };
}

export const RUN_COLUMNS: readonly RunTableColumn[] = [
  {
    ...words('id', 'Run', 2.7, ({ id }) => (id > 0 ? String(id) : 'not stored')),
    numeric: true,
    sortValue: ({ at }) => at,
  },
  words('name', 'Name', 4.6, (run) => run.name || shortTime(run.at), 1),
  words('method', 'Method', 3.7, runMethod),
  {
    ...words('shape', 'L × K', 3.9, shapeOf),
    sortValue: (run) => run.config.codebookSizes.length * 1e6 + bitsOf(run),
  },
  figure('bits', 'Bits', 2.2),
  figure('unique', 'Unique', 3.2),
  figure('reconstruction', 'Error', 3.2),
  figure('maxBucket', 'Max', 2.2),
  figure('entropy', 'Bits used', 3.7),
  figure('seconds', 'Time', 2.9),
  words('adapter', 'Adapter', 3.8, ({ adapter }) => adapter, 1),
  words('data', 'Data', 3.8, ({ data }) => dataText(data), 1),
];
