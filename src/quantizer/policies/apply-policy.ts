import { policyReport, type RowDistortion } from '../../sid/policies/policy-report';
import { sidMetrics } from '../../sid/metrics';
import type { Sids } from '../../sid/types';
import type { JobContext } from '../assign';
import type { LevelQuery } from '../level-rows';
import { decodeError } from '../rqvae/decode-error';
import type { PreparedVectors } from '../vectors';
import { checkRequest, checkSize, lacksVectors } from './check-request';
import { codeFidelity, type CodeFidelity } from './code-fidelity';
import { runLevels } from './run-levels';
import { solvePolicy, type SolveOptions } from './solve-policy';
import type { AppliedPolicy, PolicyLevel, PolicyRequest } from './types';

type LevelFidelity = Pick<PolicyLevel, 'residualEnergy' | 'meanCosine'>;

/** No item has another codeword: the policy costs nothing, whatever the distances are. */
const NO_COST: RowDistortion = () => 0;

/**
 * Resolves the collisions of trained levels. The levels are not changed. `prepare` gives the vectors
 * as the run's config prepares them; it is called only where a policy needs them. Throws the
 * policy's problem, `POLICY_NO_ENCODER`, `POLICY_MEMORY`, `CANCELLED`, `GPU_LOST`, `GPU_MEMORY`.
 */
export async function applyPolicy(
  context: JobContext,
  request: PolicyRequest,
  prepare: () => Promise<PreparedVectors>,
  options: SolveOptions = {},
): Promise<AppliedPolicy> {
  const started = performance.now();
  checkRequest(request);
  const { policy, levels } = request;
  const before: Sids = {
    rows: levels[0]!.codes.length,
    codebookSizes: levels.map(({ codebookSize }) => codebookSize),
    codes: levels.map(({ codes }) => codes),
  };
  checkSize(policy, before);
  const isFree = policy.policy === 'keep' || policy.policy === 'suffix' || lacksVectors(levels);
  const prepared = isFree ? null : await prepare();
  const query = prepared && (await runLevels(context, request, prepared, options));
  const result = await solvePolicy(context, policy, before, query, options);
  const { moved, prefixChanges, unplaced, rounds } = result;
  const measured =
    query && moved > 0 ? await measure(context, query, result.sids.codes, options) : null;
  const distances = measured && {
    before: measured.before.distance,
    after: measured.after.distance,
  };
  const report = policyReport(before, result, distances ?? NO_COST);
  return {
    ...{ policy, report, moved, prefixChanges, unplaced, rounds },
    levels: levelsOf(request, result.sids, measured?.last ?? levels.at(-1)!),
    distance: request.config.distance,
    meanDistance: distances && { before: mean(distances.before), after: mean(distances.after) },
    reconstruction:
      measured && prepared
        ? await reconstructionOf(context, request, prepared, result.sids.codes, measured, options)
        : null,
    seconds: (performance.now() - started) / 1000,
  };
}

/** Fidelity of the codes before and after, and what it makes of the last trained level's figures. */
async function measure(
  context: JobContext,
  query: LevelQuery & { readonly energy: number },
  codes: readonly Uint32Array[],
  { signal, onProgress }: SolveOptions,
): Promise<{ before: CodeFidelity; after: CodeFidelity; last: LevelFidelity }> {
  const { rows } = query.vectors;
  const at = (start: number) => ({
    signal,
    onProgress: (done: number) =>
      onProgress?.({ phase: 'Measuring distortion', done: start + done, total: 2 * rows }),
  });
  const before = await codeFidelity(context, query, at(0));
  const after = await codeFidelity(context, { ...query, codes }, at(rows));
  const last = { residualEnergy: after.energy / query.energy, meanCosine: after.meanCosine };
  return { before, after, last };
}

/** Share of the variance that the codes leave: of the decoder's output where there is a decoder. */
async function reconstructionOf(
  context: JobContext,
  { config, levels, learned }: PolicyRequest,
  prepared: PreparedVectors,
  codes: readonly Uint32Array[],
  { last }: { readonly last: LevelFidelity },
  { signal, onProgress }: SolveOptions,
): Promise<number> {
  if (!learned) return last.residualEnergy;
  const coded = { codes, codebooks: levels.map(({ codebook }) => codebook) };
  const error = await decodeError(context, prepared, coded, config.rqvae, learned, {
    signal,
    onProgress: (done, total) => onProgress?.({ phase: 'Reconstructing', done, total }),
  });
  return error / (prepared.energy * learned.inputScale ** 2);
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Fidelity changes at the last trained level only; a level that is added changes none. */
function levelsOf({ levels }: PolicyRequest, sids: Sids, last: LevelFidelity): PolicyLevel[] {
  const { levels: metrics, depths } = sidMetrics(sids);
  return sids.codes.map((codes, l) => {
    const { residualEnergy, meanCosine } = l < levels.length - 1 ? levels[l]! : last;
    return {
      codebookSize: sids.codebookSizes[l]!,
      codes,
      metrics: metrics[l]!,
      sid: depths[l]!,
      residualEnergy,
      meanCosine,
    };
  });
}
