import { describe, expect, it } from 'vitest';
import { nameOf, parseAddress } from './address';

const codeOf = (text: string): unknown => {
  try {
    return parseAddress(text);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('an address', () => {
  it.each([
    ['https://example.com/a.parquet', 'https://example.com/a.parquet'],
    ['  https://example.com/a b.npz?x=1#part ', 'https://example.com/a%20b.npz?x=1'],
    ['http://localhost:8000/a.npy', 'http://localhost:8000/a.npy'],
    ['http://127.0.0.1:8000/a.npy', 'http://127.0.0.1:8000/a.npy'],
    [
      'https://huggingface.co/datasets/me/items/blob/main/data/a.parquet',
      'https://huggingface.co/datasets/me/items/resolve/main/data/a.parquet',
    ],
    [
      'https://huggingface.co/datasets/me/items/resolve/main/blob/a.parquet?download=true',
      'https://huggingface.co/datasets/me/items/resolve/main/blob/a.parquet?download=true',
    ],
    [
      'https://github.com/me/items/blob/main/data/a.npz',
      'https://raw.githubusercontent.com/me/items/main/data/a.npz',
    ],
    ['https://github.com/me/items', 'https://github.com/me/items'],
  ])('%s can be read', (text, url) => expect(parseAddress(text)).toBe(url));

  it.each([
    ['', 'REMOTE_ADDRESS'],
    ['items.parquet', 'REMOTE_ADDRESS'],
    ['s3://bucket/items.parquet', 'REMOTE_ADDRESS'],
    ['file:///home/me/items.parquet', 'REMOTE_ADDRESS'],
    ['data:text/csv,a', 'REMOTE_ADDRESS'],
    ['javascript:alert(1)', 'REMOTE_ADDRESS'],
    ['https://me:secret@example.com/a', 'REMOTE_ADDRESS'],
    ['http://example.com/a.parquet', 'REMOTE_HTTP'],
    ['http://localhost.example.com/a.parquet', 'REMOTE_HTTP'],
  ])('"%s" is %s', (text, code) => expect(codeOf(text)).toBe(code));
});

it.each([
  ['https://example.com/data/my%20items.parquet?download=true', 'my items.parquet'],
  ['https://example.com/%ff.npz', '%ff.npz'],
  ['https://example.com/', 'example.com'],
])('%s is called %s', (url, name) => expect(nameOf(url)).toBe(name));
