import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { formatCount } from '../widgets/format';
import { ToggleText } from '../widgets/ToggleText';
import { VirtualTable, type Column } from '../widgets/VirtualTable';
import type { ChartOption } from './echarts';
import { useChart } from './use-chart';

export interface ChartTable {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly cell: (row: number, column: number) => ReactNode;
  /** The table's way to do what a click on the chart does. */
  readonly onPick?: (row: number) => void;
}

interface ChartProps {
  readonly title: string;
  /** Of the measured axis: "items", "bits". */
  readonly unit: string;
  readonly n: number;
  /** The chart in words, for those who do not see it. */
  readonly description: string;
  readonly option: ChartOption;
  readonly table: ChartTable;
  readonly tools?: ReactNode;
  readonly onPick?: (dataIndex: number) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** A drawn chart with its title, units and n, and its data as a table behind it. */
export function Chart(props: ChartProps) {
  const { title, unit, n, option, table, tools } = props;
  const [isTable, setIsTable] = useState(false);
  const heading = useId();
  return (
    <figure className="chart" aria-labelledby={heading}>
      <figcaption>
        <span id={heading} className="chart-title">
          {title}
        </span>
        <span className="muted">
          {unit}, n = {formatCount(n)}
        </span>
        <span className="grow" />
        {tools}
        <ToggleText isOn={isTable} onChange={setIsTable} label={`${title} as a table`}>
          Table
        </ToggleText>
      </figcaption>
      {isTable ? <VirtualTable label={title} {...table} /> : <Canvas {...props} option={option} />}
    </figure>
  );
}

function Canvas({ description, option, onPick, onKeyDown }: ChartProps) {
  const element = useChart(option, onPick);
  return (
    // An image that takes keys: they move over its cells, as the description says.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={element}
      className="chart-canvas"
      role="img"
      aria-label={description}
      // Focusable, so that a keyboard reaches the description, and the cells where there are some.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={onKeyDown}
    />
  );
}
