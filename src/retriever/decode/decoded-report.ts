import type { MethodReport } from '../baselines/evaluate-baseline';
import type { DecodedRetriever } from './decode-retriever';

/** Decoded users as a line beside those of the baselines. Seen items are not left out of a ranking. */
export function decodedReport({
  report: { items, sids, coverage },
  tooShort,
  seconds,
}: Pick<DecodedRetriever, 'report' | 'tooShort'> & { readonly seconds: number }): MethodReport {
  return {
    ...{ items, sids, coverage },
    ...{ coldStartSkipped: tooShort, seenTargets: 0, candidates: null, seconds },
  };
}
