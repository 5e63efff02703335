/** Uniform numbers in [-1/2, 1/2): centred, as residuals are. Equal on every machine. */
export function noise(): (length: number) => Float32Array {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return (length) => Float32Array.from({ length }, next);
}
