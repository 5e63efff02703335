import type { LevelResult } from '../../../worker/protocol';
import type { View, ViewLevel } from '../view';

/** A level that a policy added has no codebook. */
const isAdded = ({ result }: ViewLevel) => result !== null && result.codebook.length === 0;

/** The view without a level that a policy added: there is no training behind it. */
export function trainedView(view: View | null): View | null {
  if (!view?.levels.some(isAdded)) return view;
  const levels = view.levels.filter((level) => !isAdded(level));
  return { ...view, levels, sizes: view.sizes.slice(0, levels.length) };
}

/** The finished levels that stand for a vector: those with a codebook. */
export function codedLevels(levels: readonly ViewLevel[]): LevelResult[] {
  return levels.flatMap(({ result }) => (result && result.codebook.length > 0 ? [result] : []));
}
