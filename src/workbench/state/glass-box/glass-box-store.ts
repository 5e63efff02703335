import { create } from 'zustand';
import type { Histories } from '../../../dataset/histories/types';
import type { ProblemDetail } from '../../../problem';
import type { HeldOut } from '../../../retriever/split/leave-one-out';
import type { Sids } from '../../../sid/types';
import type { DecodeTrace } from '../../../worker/protocol';

/** A sequence model, the SIDs that it speaks of, and whom it is decoded for. */
export interface DecodedModel {
  /** A `model.safetensors`. */
  readonly file: Blob;
  /** Of the rows in use. */
  readonly sids: Sids;
  readonly histories: Histories;
}

export interface GlassBoxSettings {
  readonly beam: number;
  /** Only SIDs of the catalogue compete. */
  readonly constrained: boolean;
}

/** Which of a user's items is decoded: the very objects. */
export interface TraceOf extends DecodedModel {
  readonly part: HeldOut;
  /** Of the histories. */
  readonly user: number;
}

/** A user's decoding, and what it is of. */
export interface TracedUser extends TraceOf {
  readonly settings: GlassBoxSettings;
  readonly trace: DecodeTrace;
}

interface GlassBoxState {
  readonly settings: GlassBoxSettings;
  readonly traced: TracedUser | null;
  readonly problem: ProblemDetail | null;
}

/** Few enough to be read. */
const FIRST_BEAM = 8;

export const useGlassBox = create<GlassBoxState>()(() => ({
  settings: { beam: FIRST_BEAM, constrained: true },
  traced: null,
  problem: null,
}));

/** The decoding in hand, if it is what is asked for. */
export function traceIf(traced: TracedUser | null, asked: TraceOf): TracedUser | null {
  const names = ['file', 'sids', 'histories', 'part', 'user'] as const;
  return traced && names.every((name) => traced[name] === asked[name]) ? traced : null;
}

export function editGlassBox(change: Partial<GlassBoxSettings>): void {
  useGlassBox.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
}
