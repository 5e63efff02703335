import { inputOf } from './input-options.mjs';
import { oneOf, wrong } from './option-values.mjs';
import { OUTPUT_OPTIONS, outputOf } from './output-options.mjs';
import { beamWidth } from './quantizer-options.mjs';

/** Options of `encode` beside those of the file. None has a default: the saved quantizer decides. */
export const ENCODE_OPTIONS = {
  codebooks: { type: 'string' },
  model: { type: 'string' },
  distance: { type: 'string' },
  normalize: { type: 'boolean' },
  beam: { type: 'string' },
  ...OUTPUT_OPTIONS,
};

/** The file of the quantizer: exactly one of the two. */
export function savedFileOf({ codebooks, model }) {
  if ((codebooks === undefined) !== (model === undefined)) return { saved: codebooks ?? model };
  throw wrong('encode needs one of --codebooks FILE and --model FILE.');
}

/** The `EncodeRequest` of src/headless/request.ts. */
export function encodeRequestOf(values) {
  const beam = beamWidth(values);
  if (beam > 1 && values.model !== undefined) throw wrong('--beam goes with --codebooks.');
  const { distance } = values;
  return {
    ...inputOf(values),
    stated: {
      distance: distance === undefined ? null : oneOf('distance', distance, ['l2', 'cosine']),
      normalize: values.normalize ?? null,
      beam,
    },
    ...outputOf(values),
  };
}
