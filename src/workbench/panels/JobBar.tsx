import { useEffect, useRef, useState } from 'react';
import { etaText, jobLine, percentText } from '../state/job-text';
import { useWorkbench, type Job, type RunEnd } from '../state/store';

/** A screen reader hears of progress this often, and at once when the kind of work changes. */
const ANNOUNCE_EVERY_MS = 4000;

/** The work in progress: phase, n/N, percentage, time left, Cancel. */
export function JobBar() {
  const job = useWorkbench((state) => state.engineJob ?? state.dataJob);
  const engine = useWorkbench((state) => state.engine);
  const ended = useWorkbench((state) => state.ended);
  const idle = engine.status === 'starting' ? 'Starting the engine' : ended ? ENDED[ended] : '';
  const announced = useAnnouncement(job, idle);
  return (
    <div className="job">
      <span className="visually-hidden" role="status">
        {announced}
      </span>
      <span className="job-text" data-testid="job-status">
        {job ? job.text : <span className="muted">{idle}</span>}
      </span>
      {job && (
        <>
          <progress
            aria-label={job.text}
            {...(job.fraction === null ? {} : { value: job.fraction })}
          />
          <span className="job-percent">{percentText(job)}</span>
          <span className="muted job-eta">{etaText(job.etaSeconds)}</span>
          <button type="button" className="button small" onClick={job.cancel}>
            Cancel
          </button>
        </>
      )}
    </div>
  );
}

/** The job line, held back so that it is spoken now and then, not ten times a second. */
function useAnnouncement(job: Job | null, idle: string): string {
  const [spoken, setSpoken] = useState('');
  const last = useRef({ at: 0, kind: '' });
  useEffect(() => {
    const kind = job?.kind ?? '';
    const now = performance.now();
    if (kind === last.current.kind && now - last.current.at < ANNOUNCE_EVERY_MS) return;
    last.current = { at: now, kind };
    setSpoken(job ? jobLine(job) : idle);
  }, [job, idle]);
  return spoken;
}

const ENDED: Readonly<Record<RunEnd, string>> = {
  done: 'Training finished',
  paused: 'Paused; Resume goes on',
  cancelled: 'Cancelled; finished levels are kept',
  failed: 'Training stopped',
};
