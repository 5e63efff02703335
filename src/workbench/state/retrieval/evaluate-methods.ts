import { codedLevels } from '../policy/trained-view';
import { engineStep } from '../engine-step';
import { useHistories } from '../histories/histories-store';
import { occupyEngine } from '../occupy-engine';
import { getState } from '../store';
import type { View } from '../view';
import { methodsOf } from '../../../retriever/baselines/methods';
import { addRow, evaluationOf, useRetrieval, type Evaluation } from './retrieval-store';

/**
 * Evaluates every method on the SIDs on the screen, row after row. Cancel and training stop it; rows
 * that are finished stay, and the next call goes on behind them.
 */
export function evaluateMethods(view: View): Promise<void> {
  return occupyEngine((controller) => evaluate(view, controller));
}

async function evaluate(
  { sids, levels, hasVectors }: View,
  controller: AbortController,
): Promise<void> {
  const { trained } = getState();
  const { histories } = useHistories.getState();
  if (!trained || !histories || !sids) return;
  const retrieval = useRetrieval.getState();
  const { settings } = retrieval;
  const found = evaluationOf(retrieval, sids, histories);
  let evaluation: Evaluation = found ?? { sids, histories, settings, rows: [] };
  const quantizer = hasVectors && {
    config: trained.config,
    levels: codedLevels(levels),
    learned: trained.source?.learned ?? null,
    center: trained.source?.center ?? null,
  };
  const { part, excludeSeen } = settings;
  const { starts, rows } = histories;
  await engineStep('retrieval', 'Evaluating', controller, async (engine, options) => {
    for (const method of methodsOf(settings, hasVectors).slice(evaluation.rows.length)) {
      const request = {
        method,
        histories: { starts, rows },
        part,
        excludeSeen,
        sids,
        quantizer: quantizer || null,
      };
      const report = await engine.evaluateBaseline(request, options);
      evaluation = addRow(evaluation, { method, report });
    }
  });
}
