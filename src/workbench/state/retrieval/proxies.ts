import {
  kendall,
  spearman,
  type RankCorrelation,
} from '../../../retriever/proxies/rank-correlation';
import type { DefinitionKey } from '../../widgets/definitions';
import type { ProxyData, ProxyFigures, RunRecord } from '../runs/record';

/** With fewer runs even a perfect order comes by chance in more than one of twenty (2 / 4! for four). */
export const LEAST_RUNS = 5;

/** K of the recalls and of the hitrate. */
export const CHECKED_K = 10;

export interface MeasuredRun {
  readonly run: RunRecord;
  /** null where they are not measured. */
  readonly figures: ProxyFigures | null;
  /** What proxies are to foretell. */
  readonly recall: number;
  /** The sequence model that reached it; null for the lookup. */
  readonly model: string | null;
}

/** The way of decoding whose recall proxies are held against; null for the SID lookup. */
export type Measure = string | null;

/** What was measured of a run for these histories and this category; null before. */
export function figuresOf(
  { proxyFigures }: Pick<RunRecord, 'proxyFigures'>,
  { histories, category }: ProxyData,
): ProxyFigures | null {
  const found = proxyFigures.find(
    (other) => other.histories === histories && other.category === category,
  );
  return found ?? null;
}

/** Runs whose recall by this measure is known for these histories. */
export function measuredBy(
  measure: Measure,
  runs: readonly RunRecord[],
  of: ProxyData,
): MeasuredRun[] {
  return runs.flatMap((run): MeasuredRun[] => {
    const figures = figuresOf(run, of);
    if (measure === null) {
      const recall = figures?.recall ?? null;
      return recall === null ? [] : [{ run, figures, recall, model: null }];
    }
    const found = run.modelRecalls.find(
      (other) => other.histories === of.histories && other.how === measure,
    );
    return found ? [{ run, figures, recall: found.recall, model: found.model }] : [];
  });
}

/** Ways of decoding that some of the runs have a recall by, for these histories. */
export function measuresOf(
  runs: readonly RunRecord[],
  { histories }: Pick<ProxyData, 'histories'>,
): string[] {
  const hows = runs.flatMap(({ modelRecalls }) =>
    modelRecalls.filter((other) => other.histories === histories).map(({ how }) => how),
  );
  return [...new Set(hows)].sort();
}

/** A number that is to foretell recall without a trained retriever. */
export interface Proxy {
  readonly of: DefinitionKey;
  readonly name: string;
  /** NaN where the run has none. */
  readonly value: (measured: MeasuredRun) => number;
}

const sidOf = ({ run }: MeasuredRun) => run.levels.at(-1)?.sid;

export const PROXIES: readonly Proxy[] = [
  {
    of: 'hitrateReconstructed',
    name: 'Embedding hitrate@10',
    value: ({ figures }) => figures?.hitrate ?? Number.NaN,
  },
  { of: 'forgeGini', name: 'FORGE Gini', value: (run) => sidOf(run)?.forgeGini ?? Number.NaN },
  {
    of: 'uniqueRatio',
    name: 'Unique ratio',
    value: (run) => sidOf(run)?.uniqueRatio ?? Number.NaN,
  },
  {
    of: 'sidEntropy',
    name: 'SID entropy, bits',
    value: (run) => sidOf(run)?.sidEntropyBits ?? Number.NaN,
  },
  { of: 'purity', name: 'Purity, depth 1', value: ({ figures }) => figures?.purity ?? Number.NaN },
];

export interface ProxyCheck {
  readonly proxy: Proxy;
  /** Against the recall; runs without the proxy are left out. */
  readonly spearman: RankCorrelation;
  readonly kendall: RankCorrelation;
}

/** How far each proxy orders the runs as their recall does. */
export function checkedProxies(runs: readonly MeasuredRun[]): ProxyCheck[] {
  const recalls = runs.map(({ recall }) => recall);
  return PROXIES.map((proxy) => {
    const values = runs.map(proxy.value);
    return { proxy, spearman: spearman(values, recalls), kendall: kendall(values, recalls) };
  });
}
