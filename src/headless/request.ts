import type { ContrastiveConfig, Method, QuantizerConfig } from '../quantizer/config';
import type { T5Preset } from '../retriever/t5/config';
import type { BeamOptions } from '../retriever/decode/beam-plan';
import type { ProfileItems } from '../retriever/baselines/sid-retrieval/profile';
import type { RetrieverConfig } from '../retriever/train/config';
import type { SweepSpec } from '../quantizer/sweep-spec';
import type { NotationName } from '../sid/notations/catalogue';
import type { PolicyConfig } from '../sid/policies/policy-config';
import type {
  CodesOptions,
  ConvertRequest as ConvertFileRequest,
  DecodeRequest,
  DeviceChoice,
  StatedOptions,
} from '../worker/protocol';

/** The rows in use, and the device. A column left null is guessed. */
export interface ShardRequest {
  readonly vectors: string | null;
  readonly ids: string | null;
  readonly where: string;
  readonly sample: number | null;
  /** Of the sample. */
  readonly seed: number;
  readonly dropNonFinite: boolean;
  /** The column that the SIDs are held against; null: none. */
  readonly category: string | null;
  readonly device: DeviceChoice;
}

/** What becomes of the codes. */
export interface OutputRequest {
  /** How collisions are resolved; null leaves the codes. */
  readonly policy: PolicyConfig | null;
  /** Other codes kept for every item and level; null: none. */
  readonly alternatives: number | null;
  /** Files besides the usual ones. */
  readonly notations: readonly NotationName[];
  /** Tokens between two levels of `forge-tokens`; null: 8192, or the largest K if that is more. */
  readonly forgeOffset: number | null;
}

export interface ContrastRequest extends Omit<ContrastiveConfig, 'pairs'> {
  /** Items of the histories at most so many places apart are pairs; null: a file has the pairs. */
  readonly window: number | null;
}

/** `sid train` */
export interface TrainRequest extends ShardRequest, OutputRequest {
  readonly config: Partial<QuantizerConfig>;
  /** Trains on pairs too; null for none. */
  readonly contrastive: ContrastRequest | null;
  /** Hands over a checkpoint after every epoch. */
  readonly checkpoint: boolean;
  /** Goes on from the chosen checkpoint. */
  readonly goOn: boolean;
}

/** `sid convert` */
export type ConvertRequest = Omit<ConvertFileRequest, 'files'>;

/** `sid metrics` */
export type MetricsRequest = CodesOptions;

/** `sid encode` */
export interface EncodeRequest extends ShardRequest, OutputRequest {
  readonly stated: StatedOptions;
}

/** `sid sweep` */
export interface SweepRequest extends ShardRequest {
  /** What all runs have in common. */
  readonly config: Partial<QuantizerConfig>;
  readonly spec: SweepSpec;
  /** Of each method in the spec. */
  readonly iterations: Readonly<Partial<Record<Method, number>>>;
  readonly policy: PolicyConfig | null;
}

/** `sid train-retriever` */
export interface TrainRetrieverRequest {
  readonly device: DeviceChoice;
  readonly preset: T5Preset;
  /** What differs from the preset. */
  readonly model: Partial<RetrieverConfig['model']>;
  /** What differs from the defaults. */
  readonly config: Partial<Omit<RetrieverConfig, 'model'>>;
  /** Hands over a checkpoint after every epoch and every half a minute. */
  readonly checkpoint: boolean;
  /** Goes on from the chosen checkpoint. */
  readonly goOn: boolean;
}

/** `sid decode` */
export interface DecodeHeldOutRequest extends Pick<
  DecodeRequest,
  'part' | 'beam' | 'doubling' | 'constrained'
> {
  readonly device: DeviceChoice;
}

/** `sid evaluate` */
export interface EvaluateRequest extends Pick<DecodeRequest, 'part'>, BeamOptions {
  readonly device: DeviceChoice;
  /** Columns of the file of vectors; null: guessed. */
  readonly vectors: string | null;
  readonly ids: string | null;
  /** What a SID lookup quantizes. */
  readonly profile: ProfileItems;
  /** Whether baselines leave out what the user has had. */
  readonly excludeSeen: boolean;
  /** Of the cut-offs, those that are told. */
  readonly ks: readonly number[];
  /** Tokens between two levels of FORGE's output; null: 8192, or the largest K if that is more. */
  readonly forgeOffset: number | null;
}
