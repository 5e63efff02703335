import { expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { matrixParameter } from '../parameter';
import { Embedding } from './embedding';
import { TokenIndex } from './token-index';

test('reads rows by token, and adds the gradients of a token in one row, padding left out', async () => {
  const bench = new Bench();
  const table = matrixParameter(bench.arena, 'shared.weight', 5, 3);
  const values = randomRows(5, 3, 1);
  table.initialise(bench.device, Float32Array.from(values.flat()));
  const layer = new Embedding(bench.arena, table, 8);
  const index = new TokenIndex(bench.arena, 8);
  const tokens = [4, 1, 4, 0, 1, 4, 0, 0];
  index.write(bench.device, {
    ...{ tokens: Uint32Array.from(tokens), time: 4, lengths: Uint32Array.of(4, 2) },
  });
  expect(index.segments).toBe(3);
  const y = await layer.forward(bench.run, index, 8);
  expectClose(
    await bench.rows(y, 8, 3),
    tokens.map((token) => values[token]!),
  );
  const dy = randomRows(8, 3, 2);
  await layer.backward(bench.run, index, bench.tensor(dy), 8);
  const wanted = values.map((row, token) =>
    row.map((_, c) =>
      dy.slice(0, 6).reduce((sum, d, at) => sum + (tokens[at] === token ? d[c]! : 0), 0),
    ),
  );
  expectClose(await bench.gradient(table), wanted);
});
