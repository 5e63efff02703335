import { runColor } from '../../charts/run-lines';
import { useChartTheme } from '../../charts/use-chart-theme';

const WIDTH = 18;

/** A piece of the run's line, as the charts draw it: its colour and its dash. */
export function RunSwatch({ index }: { readonly index: number }) {
  const theme = useChartTheme();
  return (
    <svg className="run-swatch" width={WIDTH} height="8" aria-hidden>
      <line
        x1="0"
        x2={WIDTH}
        y1="4"
        y2="4"
        stroke={runColor(theme, index)}
        strokeWidth="2"
        strokeDasharray={SWATCH_DASHES[index % SWATCH_DASHES.length]}
      />
    </svg>
  );
}

/** As in charts/dashes.ts, in the units of SVG. */
const SWATCH_DASHES = ['', '5 3', '2 2', '7 2 2 2', '3 3', '9 4'];
