import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textAt } from '../arrow-text';
import { flatVectors, copyVector } from '../vectors';
import { textSource } from './text-source';
import type { TextKind } from './text-format';
import { base64Of, textFile } from './text.fixture';

/** Every row as `id: components`. */
async function shown(text: string, kind: TextKind, id: string, vector: string): Promise<string[]> {
  const source = await textSource(textFile(text), kind);
  const dim = source.columns.find(({ name }) => name === vector)?.dim ?? 0;
  const lines: string[] = [];
  for await (const { firstRow, batch } of source.batches([id, vector], null)) {
    expect(firstRow).toBe(lines.length);
    const rows = Array.from({ length: batch.numRows }, (_, row) => row);
    const flat = flatVectors(batch, vector);
    textAt(batch.getChild(id), rows).forEach((name, row) => {
      const target = new Float32Array(dim);
      copyVector(flat, row, dim, target, 0);
      lines.push(`${name}: ${target.join(' ')}`);
    });
  }
  expect(source.rows).toBe(lines.length);
  return lines;
}

describe("FORGE's Item-EMB CSV", () => {
  const header = 'base62_string,feature\n';
  const row = (id: string, values: readonly number[]) => `${id},${base64Of(values)}\n`;

  test('base64 of float32; rows that do not fit are skipped, counted and named', async () => {
    const rows = [
      row('00a', [1.5, -2, 0.25]),
      row('00b', [1, 2]),
      '00c,\n',
      '00d,***=\n',
      row('00e', [3, 4, NaN]),
      '00f\n',
      `00g,${base64Of([1, 2, 3]).slice(0, 10)}\n`,
      row('00h', [5, 6, 7]),
      row('00i', [8, 9, 10]),
    ];
    const text = header + rows.join('');
    expect(await shown(text, 'csv', 'base62_string', 'feature')).toEqual([
      '00a: 1.5 -2 0.25',
      '00e: 3 4 NaN',
      '00h: 5 6 7',
      '00i: 8 9 10',
    ]);
    const { skipped, columns, preview } = await textSource(textFile(text), 'csv');
    expect(columns).toEqual([
      { name: 'base62_string', kind: 'text', type: 'text', dim: null },
      { name: 'feature', kind: 'vector', type: 'base64 of float32', dim: 3 },
    ]);
    expect(preview[0]?.numRows).toBe(4);
    expect(skipped).toEqual({
      rows: 5,
      examples: [
        'record 2: its feature has 2 components, not 3',
        'record 3: it has no feature',
        'record 4: its feature is not base64 of whole float32',
        'record 6: it has 1 cells, the header has 2',
        'record 7: its feature is not base64 of whole float32',
      ],
    });
  });

  test('any float32 comes back, bit by bit', async () => {
    const vectors = fc.array(
      fc.array(fc.float({ noNaN: true, min: Math.fround(1e-6), max: 1e6 }), {
        minLength: 5,
        maxLength: 5,
      }),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(vectors, async (all) => {
        const text = header + all.map((values, at) => row(`i${at}`, values)).join('');
        expect(await shown(text, 'csv', 'base62_string', 'feature')).toEqual(
          all.map((values, at) => `i${at}: ${Float32Array.from(values).join(' ')}`),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('tables with vectors as JSON lists', () => {
  test('CSV and TSV', async () => {
    const lines = ['7,"[0.5, 1]",x', '8,"[2, -3e2]",y', '9,"[2, null]",z', '10,[1],q'];
    const text = ['id,emb,title', ...lines].join('\r\n');
    expect(await shown(text, 'csv', 'id', 'emb')).toEqual(['7: 0.5 1', '8: 2 -300']);
    const tabs = 'id\temb\n7\t[0.5, 1]\n';
    expect(await shown(tabs, 'tsv', 'id', 'emb')).toEqual(['7: 0.5 1']);
  });

  test('JSON lines, and scalar columns by their narrowest type', async () => {
    const rows = [
      { id: 1, embedding: [1, 2], price: 3, asin: '007', tags: ['a', 'b'], note: null },
      { id: 2, embedding: [3, 4], price: 0.5, asin: '8', extra: { deep: true } },
      { id: 3, embedding: [5], price: 1 },
    ];
    const text = rows.map((row) => JSON.stringify(row)).join('\n');
    expect(await shown(text, 'jsonl', 'id', 'embedding')).toEqual(['1: 1 2', '2: 3 4']);
    const source = await textSource(textFile(text), 'jsonl');
    expect(source.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id int64',
      'embedding list of float32',
      'price float64',
      'asin text',
      'tags text',
      'note text',
      'extra text',
    ]);
    const [batch] = source.preview;
    expect(textAt(batch!.getChild('tags'), [0, 1])).toEqual(['a | b', '']);
    expect(textAt(batch!.getChild('extra'), [0, 1])).toEqual(['', '{"deep":true}']);
  });

  test('lists of ids, words and hashes are no vectors', async () => {
    const hash = 'd41d8cd98f00b204e9800998ecf8427e';
    const rows = [1, 2, 3].map((n) =>
      JSON.stringify({ n, item_ids: [1, 2], word: 'abcdefgh', hash }),
    );
    const { columns } = await textSource(textFile(rows.join('\n')), 'jsonl');
    expect(columns.map(({ kind }) => kind)).toEqual(['number', 'text', 'text', 'text']);
  });

  test('large integers are exact, missing numbers stay missing, leading zeros stay text', async () => {
    const text = 'id,n,zip\n9007199254740993,1.5,01\n-5,,02\n';
    const source = await textSource(textFile(text), 'csv');
    const [batch] = source.preview;
    expect(textAt(batch!.getChild('id'), [0, 1])).toEqual(['9007199254740993', '-5']);
    expect(textAt(batch!.getChild('n'), [0, 1])).toEqual(['1.5', '']);
    expect(textAt(batch!.getChild('zip'), [0, 1])).toEqual(['01', '02']);
  });
});

describe('large files and bad ones', () => {
  test('only blocks with wanted rows are read again', async () => {
    const line = (row: number) => `${row},"[${row}.5,1]",${'x'.repeat(1000)}\n`;
    const rows = 12_000;
    const text = ['id,emb,pad\n', ...Array.from({ length: rows }, (_, row) => line(row))].join('');
    const source = await textSource(textFile(text), 'csv');
    expect(source.rows).toBe(rows);
    const firsts: number[] = [];
    for await (const { firstRow, batch } of source.batches(['id'], Uint32Array.of(rows - 1))) {
      firsts.push(firstRow);
      expect(textAt(batch.getChild('id'), [batch.numRows - 1])).toEqual([String(rows - 1)]);
    }
    expect(firsts).toHaveLength(1);
    expect(firsts[0]).toBeGreaterThan(0);
  });

  test.each([
    ['TEXT_HEADER', '1,"[0.5,1]"\n2,"[1,2]"\n'],
    ['TEXT_HEADER', `a,${base64Of(Array<number>(100).fill(1))}\n`],
    ['TEXT_ENCODING', '\xff'],
  ])('%s', async (code, text) => {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const file = new File([bytes], 'bad.csv');
    await expect(textSource(file, 'csv')).rejects.toMatchObject({ code });
  });

  test('names that are missing or twice get names of their own', async () => {
    const { columns } = await textSource(textFile(',id,id\n0,1,2\n'), 'csv');
    expect(columns.map(({ name }) => name)).toEqual(['column', 'id', 'id_2']);
  });

  test('a cancel ends it', async () => {
    const signal = AbortSignal.abort();
    await expect(textSource(textFile('a,b\n1,2\n'), 'csv', { signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});
