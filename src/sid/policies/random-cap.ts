import type { Sids } from '../types';
import { capSteps } from './cap-buckets';
import { distinctDraws } from './distinct-draws';
import { lastLevel } from './last-level';
import type { CapConfig } from './policy-config';
import type { PolicyResult } from './policy-result';
import { DRAW, hashBits } from './seeded-hash';
import { runSteps, type Steps } from './steps';

/**
 * FORGE's random variant of the cap: the candidates are random codes of the last level in place of
 * near ones. Drawn without replacement and never the item's own, unlike FORGE's `rand()`: a
 * repeated code could place nothing. The control that shows what nearness is worth.
 */
export function randomCap(sids: Sids, config: CapConfig): PolicyResult {
  return runSteps(randomCapSteps(sids, config));
}

/** The same in steps. */
export function randomCapSteps(sids: Sids, config: CapConfig): Steps<PolicyResult> {
  const { codes, codebookSize } = lastLevel(sids);
  const stream = hashBits(config.seed, DRAW.candidates);
  const draw = distinctDraws(Math.max(0, codebookSize - 1));
  return capSteps(sids, config, (row) => {
    const own = codes[row]!;
    return draw(config.candidates, hashBits(stream, row)).map((code) =>
      code < own ? code : code + 1,
    );
  });
}
