import type { Arena, Device, Tensor } from '../../compute/device';
import { logSumExp } from '../../nn/kernels/log-sum-exp';
import { MEMORY_OPS, type Step } from '../../nn/step';
import { DEAD, selectBeams } from '../kernels/select-beams';
import { PATH_FIELDS } from '../kernels/layout';
import type { TokenBatch } from '../samples/token-batch';
import type { Vocabulary } from '../samples/vocabulary';
import type { T5Weights } from '../t5/model-file';
import { Decoder } from './decoder';
import type { DeviceModel } from './device-model';
import type { DeviceTrie } from './device-trie';
import { Encoder } from './encoder';
import type { BlockBeams } from './paths';
import type { DecodePlan } from './plan-decode';
import { Sublayers } from './sublayers';

/** What looking at one continuation costs beside a multiply-add; for pacing. */
const SELECT_OPS = 64;

interface Searched {
  readonly model: DeviceModel;
  readonly weights: T5Weights;
  readonly vocabulary: Vocabulary;
  readonly trie: DeviceTrie;
  readonly constrained: boolean;
}

/** What a level's choice was made from, of every beam of the level before. */
export interface LevelLogits {
  /** [rows][stride]: beam after beam, of one user after another. */
  readonly logit: Float32Array;
  readonly stride: number;
  /** Length rows: log of the sum of exp over the codes of the level. */
  readonly lse: Float32Array;
}

/** Beam search over the levels of SIDs, a block of users at a time. */
export class BeamSearch {
  readonly #given: Searched;
  readonly #plan: DecodePlan;
  readonly #sublayers: Sublayers;
  readonly #encoder: Encoder;
  readonly #decoder: Decoder;
  readonly #tokens: Tensor<'u32'>;
  readonly #lengths: Tensor<'u32'>;
  readonly #token: Tensor<'u32'>;
  readonly #path: Tensor<'u32'>;
  readonly #score: Tensor<'f32'>;
  readonly #logits: Tensor<'f32'>;
  readonly #lse: Tensor<'f32'>;
  readonly #noScale: Tensor<'f32'>;

  constructor(device: Device, arena: Arena, given: Searched, plan: DecodePlan) {
    const { model } = given;
    const { usersPerBlock: users, time, slab, widths } = plan;
    const last = users * (widths.at(-1) ?? 1);
    const positions = widths.length;
    // The last position is not fed back: it may be wider than the others.
    const ends = positions * slab + last;
    this.#given = given;
    this.#plan = plan;
    this.#sublayers = new Sublayers(arena, model, plan);
    this.#encoder = new Encoder(device, arena, model, this.#sublayers, {
      ...{ rows: users * time, time },
    });
    this.#decoder = new Decoder(device, arena, given, this.#sublayers, {
      ...{ memoryRows: users * time, positions, slab },
    });
    this.#tokens = arena.tensor('inputs', 'u32', users * time);
    this.#lengths = arena.tensor('input lengths', 'u32', users);
    this.#token = arena.tensor('next tokens', 'u32', Math.max(slab, last));
    this.#path = arena.tensor('paths', 'u32', PATH_FIELDS * ends);
    this.#score = arena.tensor('scores of paths', 'f32', ends);
    this.#logits = arena.tensor('logits', 'f32', slab * Math.max(...model.layout.levels));
    this.#lse = arena.tensor('log sums', 'f32', slab);
    this.#noScale = arena.tensor('no scale', 'f32', 1);
  }

  /**
   * The beams of all levels for the inputs of at most `usersPerBlock` users. `watch` is told what every
   * level chose from.
   */
  async run(
    run: Step,
    batch: TokenBatch,
    watch?: (level: number, logits: LevelLogits) => void,
  ): Promise<BlockBeams> {
    const { device } = run;
    const users = batch.size;
    const { time, tokens } = padded(batch);
    const { widths, slab } = this.#plan;
    const { decoderStartId } = this.#given.model.config;
    const lengths = this.#lengths;
    device.write(this.#tokens, tokens);
    device.write(lengths, batch.lengths);
    device.write(this.#token, new Uint32Array(users).fill(decoderStartId));
    const input = { users, time, tokens: this.#tokens, lengths };
    const encoded = await this.#encoder.run(run, input);
    await this.#decoder.remember(run, encoded, users * time);
    let beams = 1;
    for (const [level, width] of widths.entries()) {
      const paths = { token: this.#token, path: this.#path };
      const hidden = await this.#decoder.step(run, input, beams, level, paths);
      await this.#logitsOf(run, hidden, level, users * beams);
      if (watch) watch(level, await this.#readLogits(run, level, users * beams));
      await this.#select(run, level, users, beams, width);
      beams = width;
    }
    const ends = widths.length * slab + users * beams;
    const path = await device.read(this.#path, PATH_FIELDS * ends);
    const score = await device.read(this.#score, ends);
    return { users, widths, slab, path, score, dead: DEAD };
  }

  async #logitsOf(run: Step, hidden: Tensor<'f32'>, level: number, rows: number): Promise<void> {
    const { model, vocabulary } = this.#given;
    const stride = model.layout.levels[level]!;
    const head = model.levelHeads[level]!;
    await this.#sublayers.project(run, hidden, head, this.#logits, rows, stride);
    const terms = vocabulary.codebookSizes[level]!;
    run.device.run(logSumExp, {
      tensors: { value: this.#logits, logScale: this.#noScale, result: this.#lse },
      params: { count: rows, terms, outer: stride, inner: 1 },
    });
    await run.spend(rows * terms * MEMORY_OPS);
  }

  async #readLogits({ device }: Step, level: number, rows: number): Promise<LevelLogits> {
    const stride = this.#given.model.layout.levels[level]!;
    return {
      logit: await device.read(this.#logits, rows * stride),
      stride,
      lse: await device.read(this.#lse, rows),
    };
  }

  async #select(
    run: Step,
    level: number,
    users: number,
    beamsIn: number,
    beamsOut: number,
  ): Promise<void> {
    const { model, vocabulary, trie, constrained } = this.#given;
    const codes = vocabulary.codebookSizes[level]!;
    run.device.run(selectBeams, {
      tensors: {
        ...{ logit: this.#logits, lse: this.#lse },
        ...{ childStart: trie.childStart, childCode: trie.childCode },
        ...{ score: this.#score, path: this.#path, token: this.#token },
      },
      params: {
        ...{ users, beamsIn, beamsOut, codes, step: level, slab: this.#plan.slab },
        stride: model.layout.levels[level]!,
        tokenBegin: vocabulary.levelOffsets[level]!,
        startBegin: trie.startBegins[level]!,
        codeBegin: trie.codeBegins[level]!,
      },
      overrides: { CONSTRAINED: constrained ? 1 : 0 },
    });
    await run.spend(users * beamsIn * codes * SELECT_OPS);
  }
}

/** Inputs with a length of a multiple of 4; what is behind an input is never looked at. */
function padded({ size, time, tokens }: TokenBatch): { time: number; tokens: Uint32Array } {
  const stored = Math.ceil(time / 4) * 4;
  const rows = new Uint32Array(size * stored);
  for (let i = 0; i < size; i++) rows.set(tokens.subarray(i * time, (i + 1) * time), i * stored);
  return { time: stored, tokens: rows };
}
