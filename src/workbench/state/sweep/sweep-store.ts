import { create } from 'zustand';
import { MAX_CODEBOOK_SIZE, MAX_LEVELS, type Method } from '../../../quantizer/config';
import type { SweepSpec } from '../../../quantizer/sweep-spec';
import type { RunEnd } from '../store';
import { parseList, type ParsedList } from './parse-list';

/** The lists as typed. */
export interface SweepForm {
  readonly levels: string;
  readonly sizes: string;
  readonly seeds: string;
  readonly methods: readonly Method[];
}

export interface SweepEstimate {
  /** Of the runs that are left; null before the first measurement. */
  readonly seconds: number | null;
  /** Why the first of the runs that do not fit would be refused; null if all fit. */
  readonly refusal: string | null;
  /** Runs that would be refused. */
  readonly unfit: number;
}

export interface SweepState {
  readonly form: SweepForm;
  readonly estimate: SweepEstimate | null;
  /** The sweep in progress: runs done of all, those skipped included. */
  readonly running: { readonly id: string; readonly done: number; readonly total: number } | null;
  readonly ended: RunEnd | null;
  /** The sweep whose results are shown; null: the newest. */
  readonly shown: string | null;
}

export const useSweep = create<SweepState>()(() => ({
  form: { levels: '2, 3', sizes: '64, 256', seeds: '0-2', methods: ['lloyd'] },
  estimate: null,
  running: null,
  ended: null,
  shown: null,
}));

export const getSweep = useSweep.getState;
export const setSweep = useSweep.setState;

export function editSweep(change: Partial<SweepForm>): void {
  setSweep(({ form }) => ({ form: { ...form, ...change } }));
}

const MAX_SEED = 0xffffffff;

export interface ReadForm {
  readonly levels: ParsedList;
  readonly sizes: ParsedList;
  readonly seeds: ParsedList;
  /** null while a list is not understood, or no method is chosen. */
  readonly spec: SweepSpec | null;
}

export function readForm(form: SweepForm): ReadForm {
  const levels = parseList(form.levels, 1, MAX_LEVELS);
  const sizes = parseList(form.sizes, 1, MAX_CODEBOOK_SIZE);
  const seeds = parseList(form.seeds, 0, MAX_SEED);
  const { methods } = form;
  const isRead = levels.values && sizes.values && seeds.values && methods.length > 0;
  return {
    levels,
    sizes,
    seeds,
    spec: isRead
      ? { methods, levels: levels.values, sizes: sizes.values, seeds: seeds.values }
      : null,
  };
}
