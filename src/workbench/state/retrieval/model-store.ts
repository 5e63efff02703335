import { create } from 'zustand';
import type { Histories } from '../../../dataset/histories/types';
import type { ProblemDetail } from '../../../problem';
import { t5Preset, type T5Preset } from '../../../retriever/t5/config';
import { DEFAULT_RETRIEVER, type RetrieverConfig } from '../../../retriever/train/config';
import type { Sids } from '../../../sid/types';
import type {
  MeasuredPlan,
  RetrieverProgress,
  RetrieverResult,
  RetrieverSummary,
} from '../../../worker/protocol';
import type { LossPoint } from './live-losses';

export type ModelPreset = T5Preset | 'custom';

/** Settings of the sequence model as the panel has them. */
export interface ModelDraft {
  readonly preset: ModelPreset;
  readonly config: RetrieverConfig;
}

/** What a model learns from; the very objects: of others it says nothing. */
export interface ModelData {
  readonly sids: Sids;
  readonly histories: Histories;
}

/** What a plan or a training is of. */
export interface ModelOf extends ModelData {
  readonly config: RetrieverConfig;
}

/** Where a training stands, in hand or stopped. */
export interface LiveModel extends ModelOf {
  readonly progress: RetrieverProgress;
  readonly losses: readonly LossPoint[];
}

export interface TrainedModel extends ModelOf {
  /** Without the weights: they are in the file. */
  readonly result: Omit<RetrieverResult, 'weights'>;
  /** `model.safetensors`. */
  readonly file: Blob;
}

interface ModelState {
  readonly draft: ModelDraft;
  readonly planned: (ModelOf & { readonly plan: MeasuredPlan }) | null;
  readonly live: LiveModel | null;
  /** Found in the browser's storage: a training of before a reload. */
  readonly kept: (ModelData & { readonly summary: RetrieverSummary }) | null;
  readonly trained: TrainedModel | null;
  /** A saved model to decode with, until another is opened or trained. */
  readonly opened: File | null;
  readonly problem: ProblemDetail | null;
}

export const useModel = create<ModelState>()(() => ({
  draft: { preset: 'tiny', config: DEFAULT_RETRIEVER },
  planned: null,
  live: null,
  kept: null,
  trained: null,
  opened: null,
  problem: null,
}));

/** `found` if it is of these SIDs and histories. */
export function ifOf<Found extends ModelData>(
  found: Found | null,
  { sids, histories }: ModelData,
): Found | null {
  return found?.sids === sids && found.histories === histories ? found : null;
}

export function isSameConfig(a: RetrieverConfig, b: RetrieverConfig): boolean {
  const text = ({ model, ...rest }: RetrieverConfig) =>
    JSON.stringify(
      Object.entries({ ...rest, ...model })
        .filter(([name]) => name !== 'vocabSize')
        .sort(),
    );
  return text(a) === text(b);
}

export function editModel(change: Partial<Omit<RetrieverConfig, 'model'>>): void {
  useModel.setState(({ draft }) => ({
    draft: { ...draft, config: { ...draft.config, ...change } },
  }));
}

export function editSizes(change: Partial<RetrieverConfig['model']>): void {
  useModel.setState(({ draft: { preset, config } }) => ({
    draft: { preset, config: { ...config, model: { ...config.model, ...change } } },
  }));
}

/** Sizes of a preset; custom ones set out from those in hand. Dropout stays. */
export function choosePreset(preset: ModelPreset): void {
  useModel.setState(({ draft: { config } }) => {
    const { dropout } = config.model;
    const model = preset === 'custom' ? config.model : { ...t5Preset(preset, 0), dropout };
    return { draft: { preset, config: { ...config, model } } };
  });
}

/** Has the form show the settings of a training. */
export function draftOf(config: RetrieverConfig): ModelDraft {
  const isOf = (preset: T5Preset) => {
    const model = { ...t5Preset(preset, 0), dropout: config.model.dropout };
    return isSameConfig(config, { ...config, model });
  };
  const preset = (['tiny', 'small'] as const).find(isOf) ?? 'custom';
  return { preset, config };
}
