import { deriveSeed, randomUnit } from '../compute/random';

/** First weight [outputs][inputs] and bias [outputs] of a linear layer. */
export interface LinearValues {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

export type Initialiser = (inputs: number, outputs: number, seed: number) => LinearValues;

/** torch.nn.Linear's default: weight and bias uniform in +-1/sqrt(inputs). */
export const torchLinear: Initialiser = (inputs, outputs, seed) => {
  const bound = 1 / Math.sqrt(inputs);
  const uniform = (length: number, stream: number) => {
    const drawn = deriveSeed(seed, stream);
    return Float32Array.from({ length }, (_, i) => (2 * randomUnit(drawn, i) - 1) * bound);
  };
  return { weight: uniform(outputs * inputs, 0), bias: uniform(outputs, 1) };
};

/** Glorot and Bengio 2010: normal of variance 2 / (inputs + outputs), bias zero. */
export const xavierNormal: Initialiser = (inputs, outputs, seed) => {
  const deviation = Math.sqrt(2 / (inputs + outputs));
  const weight = Float32Array.from(
    { length: outputs * inputs },
    (_, i) => deviation * randomNormal(seed, i),
  );
  return { weight, bias: new Float32Array(outputs) };
};

/** Standard normal by Box and Muller; 1 - u lies in (0, 1]. */
export function randomNormal(seed: number, counter: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - randomUnit(seed, 2 * counter)));
  return radius * Math.cos(2 * Math.PI * randomUnit(seed, 2 * counter + 1));
}
