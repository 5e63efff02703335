import { create } from 'zustand';
import type { Histories } from '../../../dataset/histories/types';
import type { RetrievalMethod } from '../../../retriever/baselines/method-name';
import type { ProfileItems } from '../../../retriever/baselines/sid-retrieval/profile';
import type { HeldOut } from '../../../retriever/split/leave-one-out';
import type { Sids } from '../../../sid/types';
import type { MethodReport } from '../../../worker/protocol';

export interface RetrievalSettings {
  readonly part: HeldOut;
  /** Items of a user's own history are left out of the rankings. */
  readonly excludeSeen: boolean;
  /** What a SID lookup quantizes. */
  readonly profile: ProfileItems;
}

export interface MethodRow {
  readonly method: RetrievalMethod;
  readonly report: MethodReport;
}

/** Rows of one table: all of the same SIDs, users and settings. */
export interface Evaluation {
  /** The very objects: others, and it says nothing about them. */
  readonly sids: Sids;
  readonly histories: Histories;
  readonly settings: RetrievalSettings;
  /** Those finished so far, in the table's order. */
  readonly rows: readonly MethodRow[];
}

interface RetrievalState {
  readonly settings: RetrievalSettings;
  /** Of the SIDs and histories evaluated last, one a choice of settings. */
  readonly evaluations: readonly Evaluation[];
}

export const useRetrieval = create<RetrievalState>()(() => ({
  settings: { part: 'test', excludeSeen: true, profile: 'last-5' },
  evaluations: [],
}));

export function editRetrieval(change: Partial<RetrievalSettings>): void {
  useRetrieval.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
}

/** What was evaluated of these SIDs and histories under the settings in hand. */
export function evaluationOf(
  { evaluations, settings }: RetrievalState,
  sids: Sids | null,
  histories: Histories | null,
): Evaluation | null {
  const found = evaluations.find(
    (other) =>
      other.sids === sids &&
      other.histories === histories &&
      other.settings.part === settings.part &&
      other.settings.excludeSeen === settings.excludeSeen &&
      other.settings.profile === settings.profile,
  );
  return found ?? null;
}

/** Adds a row to its evaluation. Those of other SIDs or histories are forgotten. */
export function addRow({ rows, ...evaluation }: Evaluation, row: MethodRow): Evaluation {
  const grown = { ...evaluation, rows: [...rows, row] };
  useRetrieval.setState(({ evaluations }) => ({
    evaluations: [
      ...evaluations.filter(
        (other) =>
          other.sids === grown.sids &&
          other.histories === grown.histories &&
          other.settings !== grown.settings,
      ),
      grown,
    ],
  }));
  return grown;
}
