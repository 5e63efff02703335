import type { HistoriesSummary } from '../../dataset/histories/types';
import { dismissHistoriesProblem, openHistories } from '../state/histories/histories-actions';
import { useHistories } from '../state/histories/histories-store';
import { FileButton } from '../widgets/FileButton';
import { formatCount, formatPercent, plural } from '../widgets/format';
import { ProblemCard } from '../widgets/ProblemCard';
import { Section } from '../widgets/Section';
import { HISTORIES_ACCEPTED } from './accepted-files';

/** Who interacted with the items in use: for pairs, hitrate and retrieval. */
export function HistoriesSection() {
  const summary = useHistories(({ histories }) => histories?.summary ?? null);
  const problem = useHistories((state) => state.problem);
  const reading = useHistories((state) => state.reading);
  return (
    <Section title="Histories" summary={summaryText(summary, reading)} open={problem !== null}>
      {problem && <ProblemCard problem={problem} onDismiss={dismissHistoriesProblem} />}
      {summary ? (
        <HistoryFacts summary={summary} />
      ) : (
        <p className="muted">
          Interactions of users with these items, oldest first: Parquet or JSON lines with user_id
          and item_ids (a list), these or CSV with user_id, item_id and timestamp; RecBole .inter,
          or S3-Rec text.
        </p>
      )}
      <FileButton
        label="File with user histories"
        accept={HISTORIES_ACCEPTED}
        isDisabled={reading !== null}
        onFiles={([file]) => {
          if (file) void openHistories(file);
        }}
      >
        Open histories…
      </FileButton>
    </Section>
  );
}

function HistoryFacts({ summary }: { readonly summary: HistoriesSummary }) {
  const { users, interactions, known, items, knownItems } = summary;
  const { shortest, median, longest, unknownExamples } = summary;
  return (
    <>
      <dl className="facts">
        <dt>File</dt>
        <dd>{summary.name}</dd>
        <dt>Users</dt>
        <dd>{formatCount(users)}</dd>
        <dt>Interactions</dt>
        <dd>{formatCount(interactions)}</dd>
        <dt>With an item in use</dt>
        <dd>
          {formatCount(known)} ({formatPercent(known / interactions)})
        </dd>
        <dt>Items in use / in the file</dt>
        <dd>
          {formatCount(knownItems)} / {formatCount(items)}
        </dd>
        <dt>Min / median / max a user</dt>
        <dd>
          {formatCount(shortest)} / {formatCount(median)} / {formatCount(longest)}
        </dd>
      </dl>
      {unknownExamples.length > 0 && (
        <p className="muted">
          Not among the rows in use, e.g. {unknownExamples.join(', ')}: left out of what follows.
        </p>
      )}
    </>
  );
}

function summaryText(summary: HistoriesSummary | null, reading: string | null): string {
  if (reading !== null) return `reading ${reading}`;
  if (!summary) return 'none open';
  const { users, interactions, known } = summary;
  return `${plural(users, 'user')}, ${formatPercent(known / interactions)} of items known`;
}
