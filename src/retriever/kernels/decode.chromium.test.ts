import { afterAll } from 'vitest';
import {
  realF32,
  untouchedF32,
  untouchedU32,
  wholeF32,
  wholeU32,
} from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { attendPath } from './attend-path';
import { MAX_POSITIONS, PATH_FIELDS } from './layout';
import { DEAD, selectBeams } from './select-beams';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

agreesWithOracle(
  gpu,
  attendPath,
  [
    { rows: 0, heads: 1, headCols: 4, step: 0 },
    { rows: 1, heads: 1, headCols: 4, step: 0 },
    { rows: 5, heads: 3, headCols: 8, step: 1 },
    { rows: 70, heads: 2, headCols: 4, step: 3 },
    { rows: 9, heads: 2, headCols: 64, step: 2 },
    { rows: 3, heads: 1, headCols: 4, step: MAX_POSITIONS - 1 },
  ].map(({ rows, heads, headCols, step }) => {
    const slab = rows + 2;
    const inner = heads * headCols;
    const [stride, mixedStride] = [3 * inner + 4, inner + 4];
    const cells = (step + 1) * slab;
    return {
      name: `${rows} rows, ${heads} heads of ${headCols}, step ${step}`,
      arrays: {
        qkv: realF32(cells * stride, 1, 1),
        path: wholeU32(cells * PATH_FIELDS, Math.max(rows, 1), 2),
        bias: realF32(MAX_POSITIONS * heads, 2, 3),
        mixed: untouchedF32(rows * mixedStride + 4),
      },
      calls: [{ rows, heads, headCols, stride, mixedStride, step, slab }],
    };
  }),
  { mixed: { relative: 1e-5, absolute: 1e-5 } },
);

interface Beams {
  readonly name: string;
  readonly users: number;
  readonly beamsIn: number;
  readonly beamsOut: number;
  readonly codes: number;
  readonly constrained: boolean;
  /** Logits are whole numbers up to it: the smaller, the more ties. */
  readonly spread: number;
}

const CASES: readonly Beams[] = [
  { name: 'nobody', users: 0, beamsIn: 1, beamsOut: 1, codes: 4, constrained: true, spread: 9 },
  { name: 'greedy', users: 3, beamsIn: 1, beamsOut: 1, codes: 7, constrained: false, spread: 50 },
  { name: 'one code', users: 2, beamsIn: 1, beamsOut: 1, codes: 1, constrained: false, spread: 5 },
  { name: 'all equal', users: 2, beamsIn: 3, beamsOut: 7, codes: 5, constrained: false, spread: 0 },
  { name: 'ties', users: 66, beamsIn: 4, beamsOut: 9, codes: 30, constrained: false, spread: 3 },
  { name: 'masked', users: 66, beamsIn: 6, beamsOut: 5, codes: 12, constrained: true, spread: 60 },
  {
    name: 'masked ties',
    users: 5,
    beamsIn: 6,
    beamsOut: 4,
    codes: 9,
    constrained: true,
    spread: 1,
  },
  { name: 'few', users: 4, beamsIn: 3, beamsOut: 40, codes: 9, constrained: true, spread: 60 },
  {
    name: 'wide',
    users: 2,
    beamsIn: 200,
    beamsOut: 1000,
    codes: 64,
    constrained: false,
    spread: 999,
  },
];

/** Two tries' levels in one array each, as a step at the second sees them: some nodes without children. */
function trieOf({ users, beamsIn, codes }: Beams) {
  const nodes = users * beamsIn + 1;
  const [startBegin, codeBegin] = [3, 2];
  const counts = wholeU32(nodes, 4, 11).map((count) => Math.min(count, codes));
  const childStart = untouchedU32(startBegin + nodes + 1);
  let end = 0;
  counts.forEach((count, node) => {
    childStart[startBegin + node] = end;
    end += count;
  });
  childStart[startBegin + nodes] = end;
  const childCode = untouchedU32(codeBegin + Math.max(end, 1));
  for (let node = 0; node < nodes; node++) {
    const first = childStart[startBegin + node]!;
    for (let i = 0; i < counts[node]!; i++) {
      childCode[codeBegin + first + i] = (i * Math.floor(codes / counts[node]!) + node) % codes;
    }
    childCode.subarray(codeBegin + first, codeBegin + first + counts[node]!).sort();
  }
  return { startBegin, codeBegin, childStart, childCode, nodes };
}

agreesWithOracle(
  gpu,
  selectBeams,
  CASES.map((given) => {
    const { users, beamsIn, beamsOut, codes, constrained, spread } = given;
    const { childStart, childCode, nodes, ...begins } = trieOf(given);
    const rows = users * beamsIn;
    const step = 1;
    const slab = Math.max(rows, users * beamsOut) + 3;
    const stride = codes + 3;
    const score = untouchedF32(3 * slab);
    const path = untouchedU32(3 * slab * PATH_FIELDS);
    const scores = wholeF32(rows, spread, 5);
    for (let row = 0; row < rows; row++) {
      // Some beams are dead already.
      score[step * slab + row] = row % 5 === 3 ? DEAD : scores[row]!;
      path[PATH_FIELDS * (step * slab + row) + 2] = row % nodes;
    }
    return {
      name: given.name,
      arrays: {
        ...{ childStart, childCode, score, path },
        logit: wholeF32(rows * stride, spread, 6),
        lse: wholeF32(rows, 2, 7),
        token: untouchedU32(users * beamsOut + 1),
      },
      calls: [{ users, beamsIn, beamsOut, codes, stride, step, slab, tokenBegin: 3, ...begins }],
      overrides: { CONSTRAINED: constrained ? 1 : 0 },
    };
  }),
);
