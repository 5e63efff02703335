import { isL2Only, type Distance, type Method } from '../../quantizer/config';

/** The methods on offer, by the names that the page gives them. */
export const METHODS: readonly { readonly value: Method; readonly text: string }[] = [
  { value: 'lloyd', text: 'Lloyd, full batch' },
  { value: 'ema', text: 'EMA, mini-batch' },
  { value: 'balanced', text: 'Balanced' },
  { value: 'rqvae', text: 'RQ-VAE, learned' },
  { value: 'pq', text: 'PQ, by columns' },
  { value: 'opq', text: 'OPQ, rotated' },
  { value: 'fsq', text: 'FSQ, fixed grid' },
];

/** What a method counts, and how many of it unless stated: RQ-VAE's are FORGE's epochs; FSQ trains nothing. */
export const ITERATIONS: Readonly<
  Record<Method, { readonly name: string; readonly count: number }>
> = {
  lloyd: { name: 'Iterations', count: 20 },
  ema: { name: 'Passes', count: 20 },
  balanced: { name: 'Iterations', count: 20 },
  pq: { name: 'Iterations', count: 20 },
  rqvae: { name: 'Epochs', count: 150 },
  opq: { name: 'Iterations', count: 20 },
  fsq: { name: 'Iterations', count: 0 },
};

/** What changes with the method in the Tune panel; `distance` where that leaves a choice. */
export function methodChange(method: Method, distance: Distance) {
  const { count } = ITERATIONS[method];
  return {
    method,
    iterations: count,
    distance: isL2Only(method) ? ('l2' as const) : distance,
  };
}

/** "Lloyd"; a method that this version does not offer keeps the name it was stored under. */
export function methodName(method: string): string {
  const known = METHODS.find(({ value }) => value === method);
  return known?.text.split(',')[0] ?? method;
}
