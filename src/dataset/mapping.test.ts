import { describe, expect, test } from 'vitest';
import { guessMapping } from './mapping';
import type { ColumnInfo, ColumnKind } from './types';

const columns = (kinds: Readonly<Record<string, ColumnKind>>): ColumnInfo[] =>
  Object.entries(kinds).map(([name, kind]) => ({
    name,
    kind,
    type: kind,
    dim: kind === 'vector' ? 8 : null,
  }));

describe('guessing the mapping', () => {
  test.each([
    [
      'the bundled sample',
      {
        item_id: 'number',
        title: 'text',
        year: 'number',
        genres: 'list',
        text_embedding: 'vector',
        behavior_embedding: 'vector',
      },
      { id: 'item_id', vector: 'behavior_embedding', title: 'title', category: 'genres' },
    ],
    ['FORGE', { ids: 'number', embeds: 'vector' }, { id: 'ids', vector: 'embeds' }],
    [
      'FORGE ids',
      { base62_string: 'text', feature: 'vector' },
      { id: 'base62_string', vector: 'feature' },
    ],
    [
      'Amazon',
      { asin: 'text', Title: 'text', main_category: 'text', emb: 'vector' },
      { id: 'asin', vector: 'emb', title: 'Title', category: 'main_category' },
    ],
    [
      'spelling does not count',
      { ItemID: 'number', 'Item Title': 'text', Vector: 'vector' },
      { id: 'ItemID', vector: 'Vector', title: 'Item Title' },
    ],
    [
      'any ..._id but the user',
      { user_id: 'number', track_id: 'number', x: 'vector' },
      { id: 'track_id', vector: 'x' },
    ],
    [
      'names do not override types',
      { id: 'list', title: 'number', genre: 'vector' },
      { vector: 'genre' },
    ],
    [
      'one column plays one part',
      { name: 'text', item: 'text', v: 'vector' },
      { id: 'item', title: 'name', vector: 'v' },
    ],
    [
      'embedding beats other floats',
      { scores: 'vector', title_emb: 'vector' },
      { vector: 'title_emb' },
    ],
    ['first of equals', { a_emb: 'vector', b_emb: 'vector' }, { vector: 'a_emb' }],
  ] as [string, Record<string, ColumnKind>, object][])('%s', (_name, kinds, expected) => {
    const none = { id: null, title: null, category: null };
    expect(guessMapping(columns(kinds))).toEqual({ ...none, ...expected });
  });

  test('a vector of unknown dimension comes last', () => {
    const [ragged, even] = columns({ behavior_embedding: 'vector', floats: 'vector' });
    const guess = guessMapping([{ ...ragged!, dim: null }, even!]);
    expect(guess?.vector).toBe('floats');
  });

  test('no vector, no guess', () => {
    expect(guessMapping(columns({ id: 'number' }))).toBeNull();
  });
});
