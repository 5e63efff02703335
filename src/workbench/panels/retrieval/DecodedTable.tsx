import type { DecodedRow } from '../../state/retrieval/decode-store';
import { saveFile } from '../../state/save-file';
import { Defined } from '../../widgets/Defined';
import { formatBytes, formatCount, formatPercent } from '../../widgets/format';
import { Metric } from '../../widgets/Metric';

/** What of decoded lines the table of methods has no place for, and their files. */
export function DecodedTable({ rows }: { readonly rows: readonly DecodedRow[] }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="levels-scroll" tabIndex={0} role="region" aria-label="Decoded sequences">
      <table className="levels methods" data-testid="decoded-table">
        <thead>
          <tr>
            <th scope="col">Decoded</th>
            <th scope="col">Sequences</th>
            <th scope="col">
              <Defined of="invalidRate">Invalid</Defined>
            </th>
            <th scope="col">Items read</th>
            <th scope="col">Memory</th>
            <th scope="col">FORGE’s file</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, sequences, invalidRate, maxItems, bytes, output }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatCount(sequences)}</td>
              <td>
                <Metric
                  of="invalidRate"
                  label=""
                  value={formatPercent(invalidRate)}
                  raw={invalidRate}
                  worked={`${Math.round(invalidRate * sequences)} of ${sequences}`}
                  n={sequences}
                />
              </td>
              <td>{formatCount(maxItems)}</td>
              <td>{formatBytes(bytes)}</td>
              <td>
                <button
                  type="button"
                  className="button quiet small"
                  title="A user a line: the answer, and the decoded SIDs, best first"
                  onClick={() => saveFile('output.jsonl', output)}
                >
                  output.jsonl
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
