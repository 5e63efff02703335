/** The layers and losses once more on plain rows of numbers, written from their definitions. */
export type Rows = number[][];

const map = (x: Rows, f: (value: number) => number): Rows => x.map((row) => row.map(f));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

export function linear(x: Rows, weight: Rows, bias?: number[]): Rows {
  return x.map((row) => weight.map((w, o) => dot(row, w) + (bias?.[o] ?? 0)));
}

export const activations = {
  relu: (x: Rows) => map(x, (v) => (v > 0 ? v : 0)),
  silu: (x: Rows) => map(x, (v) => (v * Math.exp(v)) / (Math.exp(v) + 1)),
  // (1 + tanh u) / 2 is the logistic function of 2u.
  gelu: (x: Rows) =>
    map(x, (v) => v / (1 + Math.exp(-Math.sqrt(8 / Math.PI) * (v + 0.044715 * v * v * v)))),
};

export const losses = {
  mse: (x: Rows, goal: Rows) =>
    mean(x.flatMap((row, r) => row.map((v, c) => (v - goal[r]![c]!) ** 2))),
  l1: (x: Rows, goal: Rows) =>
    mean(x.flatMap((row, r) => row.map((v, c) => Math.abs(v - goal[r]![c]!)))),
  cosine: (x: Rows, goal: Rows) =>
    mean(x.map((row, r) => 1 - dot(row, goal[r]!) / Math.hypot(...row) / Math.hypot(...goal[r]!))),
};

/** sum of y * weights: a scalar whose gradient with respect to y is `weights`. */
export const weighted = (y: Rows, weights: Rows) => dot(y.flat(), weights.flat());

const H = 1e-5;

/** Central differences of `f` with respect to every entry of `x`. */
export function numericGradient(x: Rows, f: (x: Rows) => number): Rows {
  const at = (r: number, c: number, step: number) =>
    f(x.map((row, i) => (i === r ? row.map((v, j) => (j === c ? v + step : v)) : row)));
  return x.map((row, r) => row.map((_, c) => (at(r, c, H) - at(r, c, -H)) / (2 * H)));
}

/** Rows divided by their root mean square about `mean`, times gain, plus bias. */
function normed(epsilon: number, centre: (row: number[]) => number) {
  return (x: Rows, gain: number[], bias: number[]): Rows =>
    x.map((row) => {
      const away = row.map((v) => v - centre(row));
      const size = Math.sqrt(dot(away, away) / row.length + epsilon);
      return away.map((v, c) => (v / size) * gain[c]! + bias[c]!);
    });
}

export const norms = { layer: normed(1e-5, mean), rms: normed(1e-6, () => 0) };

export const lengthOne = (x: Rows): Rows => x.map((row) => row.map((v) => v / Math.hypot(...row)));

/** Mean cross-entropy of finding row i of one side among all rows of the other, both ways. */
export function contrast(left: Rows, right: Rows, logScale: number): number {
  const [a, b] = [lengthOne(left), lengthOne(right)];
  const oneWay = (from: Rows, to: Rows) =>
    mean(
      from.map((row, i) => {
        const odds = to.map((other) => Math.exp(Math.exp(logScale) * dot(row, other)));
        return -Math.log(odds[i]! / odds.reduce((sum, value) => sum + value, 0));
      }),
    );
  return (oneWay(a, b) + oneWay(b, a)) / 2;
}

export interface HeadWeights {
  readonly q: Rows;
  readonly k: Rows;
  readonly v: Rows;
  readonly o: Rows;
}

/** One sequence: `score(h, i, j)` is added to the scores; keys are all rows of `source`. */
export function attention(
  x: Rows,
  source: Rows,
  { q, k, v, o }: HeadWeights,
  heads: number,
  score: (head: number, query: number, key: number) => number,
): Rows {
  const [queries, keys, values] = [linear(x, q), linear(source, k), linear(source, v)];
  const width = q.length / heads;
  const part = (row: number[], head: number) => row.slice(head * width, (head + 1) * width);
  const mixed = queries.map((query, i) =>
    Array.from({ length: heads }, (_, head) => {
      const odds = keys.map((key, j) =>
        Math.exp(dot(part(query, head), part(key, head)) + score(head, i, j)),
      );
      const sum = odds.reduce((a, b) => a + b, 0);
      return Array.from({ length: width }, (_column, c) =>
        values.reduce((total, row, j) => total + (odds[j]! / sum) * row[head * width + c]!, 0),
      );
    }).flat(),
  );
  return linear(mixed, o);
}

/** Sum over rows of -sum_c q_c log softmax(z)_c; rows of label -1 count nothing. */
export function smoothedCrossEntropy(z: Rows, labels: number[], smoothing: number): number {
  return z.reduce((total, row, r) => {
    const lse = Math.log(row.reduce((sum, v) => sum + Math.exp(v), 0));
    const share = (c: number) => (c === labels[r] ? 1 - smoothing : 0) + smoothing / row.length;
    return labels[r] === -1 ? total : row.reduce((sum, v, c) => sum + share(c) * (lse - v), total);
  }, 0);
}
