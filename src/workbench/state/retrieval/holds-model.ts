/** Longer than the header of any model that a browser decodes with. */
const HEAD_BYTES = 2 ** 20;

/** Whether a file is a sequence model: safetensors that name T5's embedding. */
export async function holdsSequenceModel(file: File): Promise<boolean> {
  if (!/\.safetensors$/i.test(file.name)) return false;
  return (await file.slice(0, HEAD_BYTES).text()).includes('"shared.weight"');
}
