import { useState } from 'react';
import type { RunRecord } from '../../state/runs/record';
import { renameRun } from '../../state/runs/runs-actions';
import { runName, runNumber } from './run-text';

/** The run's name; kept on Enter or when the field is left. */
export function RunNameField({ run }: { readonly run: RunRecord }) {
  const [text, setText] = useState(run.name);
  const keep = () => void renameRun(run, text.trim());
  return (
    <input
      className="input small"
      aria-label={`Name of ${runNumber(run).toLowerCase()}`}
      placeholder={runName({ ...run, name: '' })}
      maxLength={80}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
      }}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
