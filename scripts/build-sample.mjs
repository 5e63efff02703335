/**
 * Writes the bundled sample, public/sample/{items,interactions}.parquet and NOTICE, from a folder
 * that holds items.jsonl, interactions.jsonl, embeddings_use512.npy and
 * embeddings_ppmi128_train.npy. Same input, same bytes.
 *
 *   node scripts/build-sample.mjs [FOLDER]      (default ../shared/data/movielens)
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  Field,
  Float32,
  Int32,
  List,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Utf8,
  makeData,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow';
import * as parquet from 'parquet-wasm/node';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const source = resolve(process.argv[2] ?? join(root, '../shared/data/movielens'));
const target = join(root, 'public/sample');

/** Small enough that a slice of the sample skips row groups, as a slice of a big file does. */
const ROW_GROUP_ROWS = 1024;

function readJsonLines(name) {
  const text = readFileSync(join(source, name), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Reads a version 1 little-endian float32 .npy in C order: the only kind these folders hold. */
function readFloatMatrix(name) {
  const bytes = readFileSync(join(source, name));
  const headerLength = bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', 10, 10 + headerLength);
  const shape = /'shape': \((\d+), (\d+)\)/.exec(header);
  if (!shape || !header.includes("'<f4'") || !header.includes("'fortran_order': False")) {
    throw new Error(`${name}: expected a C-order <f4 matrix, found ${header.trim()}`);
  }
  const [rows, dim] = [Number(shape[1]), Number(shape[2])];
  const start = bytes.byteOffset + 10 + headerLength;
  return { rows, dim, values: new Float32Array(bytes.buffer.slice(start, start + rows * dim * 4)) };
}

/** A List column from the concatenated items and the offset of each row. */
function listColumn(itemType, itemData, offsets) {
  const type = new List(new Field('item', itemType, false));
  return makeData({ type, length: offsets.length - 1, valueOffsets: offsets, child: itemData });
}

function vectorColumn({ rows, dim, values }) {
  const child = makeData({ type: new Float32(), length: values.length, data: values });
  return listColumn(
    new Float32(),
    child,
    Int32Array.from({ length: rows + 1 }, (_, row) => row * dim),
  );
}

function offsetsOf(lists) {
  const offsets = new Int32Array(lists.length + 1);
  lists.forEach((list, row) => {
    offsets[row + 1] = offsets[row] + list.length;
  });
  return offsets;
}

function intListColumn(lists) {
  const values = Int32Array.from(lists.flat());
  return listColumn(
    new Int32(),
    makeData({ type: new Int32(), length: values.length, data: values }),
    offsetsOf(lists),
  );
}

function textListColumn(lists) {
  return listColumn(new Utf8(), textColumn(lists.flat()), offsetsOf(lists));
}

const textColumn = (values) => vectorFromArray(values, new Utf8()).data[0];
const intColumn = (values) =>
  makeData({ type: new Int32(), length: values.length, data: Int32Array.from(values) });

function writeTable(name, columns) {
  const fields = Object.entries(columns).map(([key, data]) => new Field(key, data.type, false));
  const schema = new Schema(fields);
  const children = Object.values(columns);
  const data = makeData({ type: new Struct(fields), length: children[0].length, children });
  const table = new Table(schema, [new RecordBatch(schema, data)]);
  // No dictionaries: vectors never repeat, and parquet-wasm cannot name the inner column of a list.
  const properties = new parquet.WriterPropertiesBuilder()
    .setCompression(parquet.Compression.ZSTD)
    .setDictionaryEnabled(false)
    .setMaxRowGroupSize(ROW_GROUP_ROWS)
    .setCreatedBy('SID Workbench build-sample')
    .build();
  const wasmTable = parquet.Table.fromIPCStream(tableToIPC(table, 'stream'));
  const bytes = parquet.writeParquet(wasmTable, properties);
  writeFileSync(join(target, name), bytes);
  console.log(`${name}: ${table.numRows} rows, ${bytes.length} bytes`);
}

const NOTICE = `The files items.parquet and interactions.parquet in this folder
===================================================================

Source
  GroupLens Research, MovieLens "ml-latest-small", the 2016 snapshot, as packaged by Debian in
  r-cran-dslabs 0.7.4-1 (object "movielens").

Citation
  F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context.
  ACM Transactions on Interactive Intelligent Systems (TiiS) 5, 4, Article 19.

Terms
  These files are NOT under this project's MIT licence. They are used and passed on under GroupLens'
  terms for the data set:
  - redistribution, including of transformed data, is allowed under these same conditions;
  - do not state or imply any endorsement by the University of Minnesota or GroupLens Research;
  - acknowledge the use of the data set in publications (see the citation);
  - no commercial or revenue-bearing use without permission from a faculty member of GroupLens;
  - the data come without any warranty.

What was changed
  - Ratings were read as implicit interactions (every rating counts, whatever its value), ordered by
    time stamp; items and users were filtered to 5-core: ITEMS items, USERS users,
    INTERACTIONS interactions. Many ratings were entered in one sitting, so the order
    within a session is weak.
  - text_embedding (512-d): Universal Sentence Encoder lite (Apache-2.0) of "title. genres", unit
    norm. No interactions were used.
  - behavior_embedding (128-d): positive pointwise mutual information over a co-occurrence window of
    10 items, then truncated SVD, over the training prefixes only: the last two items of every user
    were not seen.
  - model/ (items.parquet, model.safetensors, model.json): Semantic IDs of behavior_embedding and the weights
    of a small sequence model, trained on these interactions without the last two of every user by
    scripts/build-sample-model.mjs; the same terms hold for them.

The files are written by scripts/build-sample.mjs.
`;

mkdirSync(target, { recursive: true });
const items = readJsonLines('items.jsonl');
const users = readJsonLines('interactions.jsonl');
const text = readFloatMatrix('embeddings_use512.npy');
const behavior = readFloatMatrix('embeddings_ppmi128_train.npy');
if (text.rows !== items.length || behavior.rows !== items.length) {
  throw new Error(`${items.length} items, but ${text.rows} and ${behavior.rows} embedding rows`);
}
if (items.some((item, row) => item.row !== row)) throw new Error('items.jsonl is not in row order');

writeTable('items.parquet', {
  item_id: intColumn(items.map((item) => item.item_id)),
  title: textColumn(items.map((item) => item.title)),
  year: intColumn(items.map((item) => item.year)),
  genres: textListColumn(items.map((item) => item.genres)),
  text_embedding: vectorColumn(text),
  behavior_embedding: vectorColumn(behavior),
});
writeTable('interactions.parquet', {
  user_id: intColumn(users.map((user) => user.user_id)),
  item_ids: intListColumn(users.map((user) => user.item_ids)),
});
const interactions = users.reduce((sum, user) => sum + user.item_ids.length, 0);
writeFileSync(
  join(target, 'NOTICE'),
  NOTICE.replace('ITEMS', items.length)
    .replace('USERS', users.length)
    .replace('INTERACTIONS', interactions),
);
console.log(`interactions: ${interactions}`);
