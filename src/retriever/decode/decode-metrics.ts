import type { BeamOptions } from './beam-plan';
import type { DecodedRetriever } from './decode-retriever';

/** What `metrics.json` keeps of decoded users. */
export interface DecodeRecord extends Omit<DecodedRetriever, 'output'>, BeamOptions {
  readonly part: string;
  readonly seconds: number;
  readonly info: { readonly adapter: string };
}

/**
 * Settings, and metrics at item level (SIDs expanded to their items; its recall is FORGE's HR@K) and at
 * SID level.
 */
export function decodeMetricsJson(record: DecodeRecord): string {
  const { part, beam, doubling, constrained, report, plan, maxItems } = record;
  const { tooShort, unknown, seconds, info } = record;
  return JSON.stringify(
    {
      ...{ part, beam, doubling, constrained, maxItems },
      ...report,
      ...{ tooShort, unknown, bytes: plan.bytes, seconds, adapter: info.adapter },
    },
    null,
    1,
  );
}
