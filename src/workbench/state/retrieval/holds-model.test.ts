import { expect, test } from 'vitest';
import { encodeSafetensors } from '../../../dataset/formats/safetensors-write';
import { holdsSequenceModel } from './holds-model';

test('a sequence model is told by its embedding from other safetensors', async () => {
  const holds = (tensor: string, name = 'model.safetensors') => {
    const bytes = encodeSafetensors([{ name: tensor, shape: [1], data: Float32Array.of(1) }]);
    return holdsSequenceModel(new File([bytes as BlobPart], name));
  };
  expect(await holds('shared.weight')).toBe(true);
  expect(await holds('encoder.0.weight')).toBe(false);
  expect(await holds('shared.weight', 'items.npz')).toBe(false);
});
