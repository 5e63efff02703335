import { commonOf } from './input-options.mjs';
import { oneOf, whole, wrong } from './option-values.mjs';

/** Options of `decode` beside the common ones. */
export const DECODE_OPTIONS = {
  model: { type: 'string' },
  codes: { type: 'string' },
  histories: { type: 'string' },
  part: { type: 'string', default: 'test' },
  beam: { type: 'string', default: '50' },
  doubling: { type: 'boolean', default: false },
  free: { type: 'boolean', default: false },
};

/** As MAX_BEAM of src/retriever/decode/beam-plan.ts. */
const MAX_BEAM = 1000;

export const beamOf = (text) => whole('beam', text, 1, MAX_BEAM);

/** The three files that the command reads. */
export function decodeFilesOf({ model, codes, histories }) {
  const files = { model, codes, histories };
  for (const [name, file] of Object.entries(files)) {
    if (file === undefined) throw wrong(`decode needs --${name} FILE.`);
  }
  return { file: codes, saved: model, histories };
}

/** The `DecodeRequest` of src/headless/request.ts. */
export function decodeRequestOf(values) {
  return {
    device: commonOf(values).device,
    part: oneOf('part', values.part, ['test', 'validation']),
    beam: beamOf(values.beam),
    doubling: values.doubling,
    constrained: !values.free,
  };
}
