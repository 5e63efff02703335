import {
  kendall,
  spearman,
  type RankCorrelation,
} from '../../../retriever/proxies/rank-correlation';
import type { DefinitionKey } from '../../widgets/definitions';
import type { RunRecord } from '../runs/record';
import type { ProxyFigures } from './proxy-store';

/** With fewer runs even a perfect order comes by chance in more than one of twenty (2 / 4! for four). */
export const LEAST_RUNS = 5;

export interface MeasuredRun {
  readonly run: RunRecord;
  readonly figures: ProxyFigures;
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
    value: ({ figures }) => figures.hitrate,
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
  { of: 'purity', name: 'Purity, depth 1', value: ({ figures }) => figures.purity ?? Number.NaN },
];

export interface ProxyCheck {
  readonly proxy: Proxy;
  /** Against the recall; runs without the proxy are left out. */
  readonly spearman: RankCorrelation;
  readonly kendall: RankCorrelation;
}

/** How far each proxy orders the runs as their recall does. */
export function checkedProxies(runs: readonly MeasuredRun[]): ProxyCheck[] {
  const recalls = runs.map(({ figures }) => figures.recall);
  return PROXIES.map((proxy) => {
    const values = runs.map(proxy.value);
    return { proxy, spearman: spearman(values, recalls), kendall: kendall(values, recalls) };
  });
}
