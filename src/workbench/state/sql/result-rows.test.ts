import { expect, test } from 'vitest';
import { DEFAULT_POLICIES } from '../../../sid/policies/policy-config';
import { suffix } from '../../../sid/policies/suffix';
import { outcomeOf } from '../policy/outcome.fixture';
import { backToTrained, setPolicy } from '../policy/policy-store';
import { mergeTrained } from '../reuse';
import { SLICE, resultFixture } from '../runs/runs.fixture';
import { initialDraft } from '../draft';
import { setState } from '../store';
import { resultsNow } from './result-rows';

const trained = mergeTrained(null, resultFixture());

test('SQL is given the SIDs on the screen: as trained, cut to the L in hand, or after a policy', () => {
  setState({ slice: SLICE, trained, draft: initialDraft(trained.config) });
  const codesOf = (levels: readonly { readonly codes: Uint32Array }[]) =>
    levels.map(({ codes }) => codes);
  expect(resultsNow().sids).toMatchObject({
    rowNumbers: SLICE.rowNumbers,
    codebookSizes: [4, 4],
    codes: codesOf(trained.levels),
  });

  const outcome = outcomeOf(trained.levels, DEFAULT_POLICIES.suffix, suffix);
  setPolicy({ applied: { trained, depth: 2, outcome } });
  // Two items share a SID: a third level tells them apart, one of its codes for all others.
  expect(resultsNow().sids).toMatchObject({
    codebookSizes: [4, 4, 3],
    codes: codesOf(outcome.levels),
  });

  // A policy of two levels says nothing of one.
  setState({ draft: { ...initialDraft(trained.config), levels: 1 } });
  expect(resultsNow().sids?.codes).toEqual(codesOf(trained.levels.slice(0, 1)));
  backToTrained();
  setState({ slice: null });
  expect(resultsNow().sids).toBeNull();
});
