import type { ProblemDetail } from '../../../problem';
import { decodedReport } from '../../../retriever/decode/decoded-report';
import { engineStep } from '../engine-step';
import { occupyEngine } from '../occupy-engine';
import { getState } from '../store';
import {
  addDecoded,
  decodedName,
  useDecode,
  type DecodedRow,
  type ModelInUse,
} from './decode-store';
import { keepModelRecall, modelRecallOf } from './keep-model-recall';
import { ifOf, useModel, type ModelData } from './model-store';
import { useRetrieval } from './retrieval-store';

type Models = Pick<ReturnType<typeof useModel.getState>, 'opened' | 'trained'>;

/** The model that decoding uses: one that was opened, until another is trained on these SIDs. */
export function modelInUse({ opened, trained }: Models, data: ModelData): ModelInUse | null {
  if (opened) return { name: opened.name, file: opened };
  const own = ifOf(trained, data);
  return own && { name: 'the trained model', file: own.file };
}

/** Decodes every user's held-out item with the model in use, and adds a line to the methods' table. */
export function decodeModel(data: ModelData): Promise<void> {
  return occupyEngine((controller) => decode(data, controller));
}

async function decode({ sids, histories }: ModelData, controller: AbortController): Promise<void> {
  const models = useModel.getState();
  const model = modelInUse(models, { sids, histories });
  const { slice } = getState();
  if (!model || !slice) return;
  const { options } = useDecode.getState();
  const { part } = useRetrieval.getState().settings;
  const { starts, rows } = histories;
  await engineStep(
    'decode',
    'Decoding',
    controller,
    async (engine, calls) => {
      const result = await engine.decodeRetriever(
        {
          ...{ ...options, part, sids, itemIds: slice.ids },
          ...{ model: model.file, histories: { starts, rows } },
        },
        calls,
      );
      const { report, output, plan, maxItems } = result;
      const row: DecodedRow = {
        ...{ sids, histories, model, part, maxItems },
        name: decodedName(options, models.opened?.name ?? null),
        report: decodedReport(result),
        ...{ invalidRate: report.invalidRate, sequences: report.sequences, bytes: plan.bytes },
        output: new Blob([output]),
      };
      addDecoded(row);
      const measured = modelRecallOf({ row, options, trained: models.trained });
      if (measured) await keepModelRecall(sids, slice, measured);
    },
    (problem: ProblemDetail | null) => useModel.setState({ problem }),
  );
}
