import type { Tensor } from '../../compute/device';
import type { Parameter } from '../parameter';
import type { Step } from '../step';

/**
 * A function of a batch with trained parameters. Batches are [rows][stride], zero in padding
 * columns, of up to as many rows as the layer was made for; rows behind `rows` are never used.
 */
export interface Layer {
  /** The output, a tensor of the layer: it holds until the next `forward`. */
  forward(run: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>>;
  /**
   * Adds to the gradients of the parameters and returns the gradient of the last input; null where
   * the layer was made without. `x` of the last `forward` must still hold its values.
   */
  backward(run: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'> | null>;
  parameters(): readonly Parameter[];
}

/** A layer that always has a gradient to pass on. */
export interface InnerLayer extends Layer {
  backward(run: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>>;
}
