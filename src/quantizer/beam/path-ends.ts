import type { Arena, Tensor } from '../../compute/device';
import type { JobContext } from '../assign';
import type { Codebook } from '../codebook';
import { BEAM_NEARER, beamOutcome, GREEDY_NEARER } from '../kernels/beam-outcome';
import { beamTrace } from '../kernels/beam-trace';
import { rowNorms } from '../kernels/row-norms';

/** A shard encoded along the best paths found. */
export interface BeamEncoding {
  /** Codes of each level, of length rows. */
  readonly codes: readonly Uint32Array[];
  /** |r_L|^2 of every row. */
  readonly rowEnergy: Float32Array;
  /** sum |r_L|^2, and what it is along the greedy paths; the first is never more. */
  readonly energy: number;
  readonly greedyEnergy: number;
  /** Rows whose path ends nearer than the greedy one. */
  readonly improvedRows: number;
  /** Rows whose beam had lost the greedy path and ended worse: they kept the greedy path. */
  readonly greedyRows: number;
}

/** Where the paths of every row end, and the codes that lead there. */
export class PathEnds {
  /** A slice's choices at each level. */
  readonly choices: readonly Tensor<'u32'>[];
  readonly #context: JobContext;
  readonly #widths: readonly number[];
  readonly #codes: readonly Tensor<'u32'>[];
  readonly #outcome: Tensor<'u32'>;
  readonly #energy: Tensor<'f32'>;
  readonly #greedyEnergy: Tensor<'f32'>;
  readonly #beamNorm2: Tensor<'f32'>;
  readonly #greedyNorm2: Tensor<'f32'>;
  readonly #slot: Tensor<'u32'>;

  constructor(
    context: JobContext,
    arena: Arena,
    rows: number,
    capacity: number,
    widths: readonly number[],
  ) {
    this.#context = context;
    this.#widths = widths;
    this.choices = widths.map((beams) => arena.tensor('choice', 'u32', capacity * beams));
    this.#codes = widths.map(() => arena.tensor('code', 'u32', rows));
    this.#outcome = arena.tensor('outcome', 'u32', rows);
    this.#energy = arena.tensor('energy', 'f32', rows);
    this.#greedyEnergy = arena.tensor('greedy energy', 'f32', rows);
    this.#beamNorm2 = arena.tensor('beam norms', 'f32', capacity);
    this.#greedyNorm2 = arena.tensor('greedy norms', 'f32', capacity);
    this.#slot = arena.tensor('slot', 'u32', capacity);
  }

  /** Measures the ends of a slice's best paths and greedy paths, and keeps the nearer. */
  compare(
    rowBegin: number,
    rows: number,
    dim: number,
    beamEnd: Tensor<'f32'>,
    greedyEnd: Tensor<'f32'>,
  ): void {
    const { device } = this.#context;
    const beamNorm2 = this.#beamNorm2;
    const greedyNorm2 = this.#greedyNorm2;
    const params = { rows, dim };
    device.run(rowNorms, { tensors: { residual: beamEnd, norm2: beamNorm2 }, params });
    device.run(rowNorms, { tensors: { residual: greedyEnd, norm2: greedyNorm2 }, params });
    device.run(beamOutcome, {
      tensors: {
        beamNorm2,
        greedyNorm2,
        outcome: this.#outcome,
        energy: this.#energy,
        greedyEnergy: this.#greedyEnergy,
      },
      params: { rows, rowBegin },
    });
  }

  /** Follows the kept paths of a slice back to their codes; after `compare`. */
  trace(
    rowBegin: number,
    rows: number,
    codebooks: readonly Codebook[],
    greedyCode: (level: number) => Tensor<'u32'>,
  ): void {
    const { device } = this.#context;
    device.clear(this.#slot);
    for (let level = codebooks.length - 1; level >= 0; level--) {
      device.run(beamTrace, {
        tensors: {
          choice: this.choices[level]!,
          greedyCode: greedyCode(level),
          outcome: this.#outcome,
          slot: this.#slot,
          code: this.#codes[level]!,
        },
        params: { rows, rowBegin, codes: codebooks[level]!.codes, beams: this.#widths[level]! },
      });
    }
  }

  /** What the slices so far have left. */
  async read(): Promise<BeamEncoding> {
    const { device } = this.#context;
    const codes: Uint32Array[] = [];
    for (const code of this.#codes) codes.push(await device.read(code));
    const outcome = await device.read(this.#outcome);
    const rowEnergy = await device.read(this.#energy);
    const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
    return {
      codes,
      rowEnergy,
      energy: sum(rowEnergy),
      greedyEnergy: sum(await device.read(this.#greedyEnergy)),
      improvedRows: outcome.filter((value) => value === BEAM_NEARER).length,
      greedyRows: outcome.filter((value) => value === GREEDY_NEARER).length,
    };
  }
}
