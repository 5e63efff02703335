import type { Vocabulary } from '../samples/vocabulary';
import type { T5Config } from '../t5/config';
import type { RetrieverConfig } from './config';
import type { RetrieverPlan } from './plan';
import type { LossHistory } from './state';

/** What `metrics.json` keeps of a trained sequence model. */
export interface RetrieverRecord {
  readonly config: T5Config;
  readonly training: RetrieverConfig;
  readonly vocabulary: Vocabulary | null;
  readonly plan: RetrieverPlan;
  readonly history: LossHistory;
  readonly seconds: number;
  readonly info: { readonly adapter: string };
}

/** Settings, sizes, and losses in nats a label: of every step, and of every epoch's end. */
export function retrieverMetricsJson(record: RetrieverRecord): string {
  const { config, training, vocabulary, plan, history, seconds, info } = record;
  return JSON.stringify(
    {
      // The model with its vocabulary's size.
      training: { ...training, model: config },
      codebookSizes: vocabulary?.codebookSizes ?? null,
      ...plan,
      loss: history,
      seconds,
      adapter: info.adapter,
    },
    null,
    1,
  );
}
