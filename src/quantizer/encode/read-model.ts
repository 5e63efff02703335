import { decodeSafetensors } from '../../dataset/formats/safetensors';
import { Problem } from '../../problem';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import type { NamedArray } from '../results';
import { rqVaeProblem } from '../rqvae/plan-rqvae';
import { parseModelConfig } from './model-config';
import {
  checkFinite,
  checkShape,
  settled,
  type SavedQuantizer,
  type StatedOptions,
} from './saved-quantizer';

/**
 * A learned tokenizer from the `model.safetensors` that an export wrote: `encoder.*`, `decoder.*`,
 * `codebook.*`, `center` where a mean was subtracted, and config and input scale in the metadata.
 * Throws `SAFETENSORS`, `MODEL_CONFIG`, `MODEL_TENSOR`, `SAVED_NAN`, `ENCODE_OPTION`.
 */
export async function readModel(file: File, stated: StatedOptions): Promise<SavedQuantizer> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { tensors, metadata } = decodeSafetensors(bytes);
  const { config: saved, inputScale } = parseModelConfig(file.name, metadata);
  const config: QuantizerConfig = { ...DEFAULT_CONFIG, ...saved, beam: stated.beam };
  const { distance, normalize, codebookSizes, rqvae } = config;
  settled('the distance', file.name, distance, stated.distance, distance);
  settled('normalising', file.name, normalize, stated.normalize, normalize);
  checkShape(file.name, codebookSizes);

  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const take = (name: string, ...wanted: readonly number[]) =>
    tensorOf(file.name, byName, name, wanted);
  const dim = byName.get('encoder.0.weight')?.shape[1] ?? 0;
  const problem = rqVaeProblem({ dim }, config);
  if (problem) throw new Problem('MODEL_CONFIG', problem.message, 'Train and export it again.');
  const encoder = layers(take, 'encoder', [dim, ...rqvae.hidden, rqvae.latentDim]);
  const decoder = layers(take, 'decoder', [rqvae.latentDim, ...rqvae.hidden.toReversed(), dim]);
  const codebooks = codebookSizes.map((codes, l) =>
    take(`codebook.${rqvae.sharedCodebook ? 0 : l}`, codes, rqvae.latentDim),
  );
  return {
    file: file.name,
    ...{ config, dim, codewordDim: rqvae.latentDim },
    codebooks: codebooks.map(({ data }) => data),
    center: config.center ? take('center', dim).data : null,
    learned: { weights: [...encoder, ...decoder, ...new Set(codebooks)], inputScale },
  };
}

/** Weights and biases of a network of these widths. */
function layers(
  take: (name: string, ...shape: readonly number[]) => NamedArray,
  name: string,
  widths: readonly number[],
): NamedArray[] {
  return widths
    .slice(1)
    .flatMap((outputs, at) => [
      take(`${name}.${at}.weight`, outputs, widths[at] ?? 0),
      take(`${name}.${at}.bias`, outputs),
    ]);
}

function tensorOf(
  file: string,
  tensors: ReadonlyMap<string, NamedArray>,
  name: string,
  wanted: readonly number[],
): NamedArray {
  const found = tensors.get(name);
  if (found?.shape.join() === wanted.join()) {
    checkFinite(file, name, found.data);
    return found;
  }
  const is = found ? `has the shape [${found.shape.join(', ')}] in ${file}` : `is not in ${file}`;
  throw new Problem(
    'MODEL_TENSOR',
    `The tensor ${name} ${is}; wanted is [${wanted.join(', ')}].`,
    'Give a model.safetensors as this workbench exports it.',
  );
}
