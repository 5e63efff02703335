import type { Histories } from '../../../dataset/histories/types';
import type { RetrievalMethod } from '../../../retriever/baselines/method-name';
import { decodedReport } from '../../../retriever/decode/decoded-report';
import type { CallOptions, EngineApi, MethodReport, StepProgress } from '../../../worker/protocol';
import { dataClient } from '../clients';
import { engineStep } from '../engine-step';
import type { DecodedModel } from '../glass-box/glass-box-store';
import { useHistories } from '../histories/histories-store';
import { occupyEngine } from '../occupy-engine';
import { fetchSample } from '../sample';
import { useSampleModel } from './sample-model-store';

const FOLDER = 'model';
/** SIDs kept from level to level, beside greedy decoding. */
const BEAM = 20;
const SEARCH = { doubling: false, constrained: true };

const METHODS: readonly RetrievalMethod[] = [
  { kind: 'popularity' },
  { kind: 'markov' },
  { kind: 'co-occurrence' },
  { kind: 'sequence-model', beam: 1, ...SEARCH },
  { kind: 'sequence-model', beam: BEAM, ...SEARCH },
];

/** Methods of the table, all told. */
export const SAMPLE_METHODS = METHODS.length;

/**
 * Decodes the test item of every user with the model that comes with the sample, baselines first. Rows
 * that are finished stay, and the next call goes on behind them.
 */
export function decodeSample(): Promise<void> {
  return occupyEngine(async (controller) => {
    const { histories } = useHistories.getState();
    if (!histories) return;
    const report = useSampleModel.setState;
    await engineStep(
      'retrieval',
      'Opening the sample model',
      controller,
      async (engine, options) => {
        const model = await sampleModelFor(histories);
        const { rows } = useSampleModel.getState();
        for (const method of METHODS.slice(rows.length)) {
          const row = { method, report: await evaluate(engine, model, method, options) };
          useSampleModel.setState((state) => ({ rows: [...state.rows, row] }));
        }
      },
      (problem) => report({ problem }),
    );
  });
}

/** The model against the rows in use, opened once for these histories. Throws a Problem. */
async function sampleModelFor(histories: Histories): Promise<DecodedModel> {
  const known = useSampleModel.getState().model;
  if (known?.histories === histories) return known;
  const data = await dataClient();
  const sids = await data.codesOfRows(await fetchSample(`${FOLDER}/items.parquet`));
  const file = known?.file ?? (await fetchSample(`${FOLDER}/model.safetensors`));
  const model = { file, sids, histories };
  useSampleModel.setState({ model, rows: [] });
  return model;
}

async function evaluate(
  engine: EngineApi,
  { file, sids, histories: { starts, rows } }: DecodedModel,
  method: RetrievalMethod,
  options: CallOptions<StepProgress>,
): Promise<MethodReport> {
  const asked = { histories: { starts, rows }, part: 'test', sids } as const;
  if (method.kind !== 'sequence-model') {
    const request = { ...asked, method, excludeSeen: true, quantizer: null };
    return engine.evaluateBaseline(request, options);
  }
  const decoded = await engine.decodeRetriever(
    {
      ...{ ...asked, ...SEARCH, model: file, beam: method.beam },
      itemIds: Array.from({ length: sids.rows }, (_, row) => String(row)),
    },
    options,
  );
  return decodedReport(decoded);
}
