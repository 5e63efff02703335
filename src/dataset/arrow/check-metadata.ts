import { FlatTable } from './flat-table';
import { HEADER } from './unpack-message';

/*
 * Fields by number, of Arrow's Message.fbs, File.fbs and Schema.fbs. Arrow for JavaScript believes how
 * many entries a vector of them has, and walks through millions that are not there.
 */
const MESSAGE = { headerType: 1, header: 2 } as const;
const FOOTER = { schema: 1, dictionaries: 2, recordBatches: 3, custom: 4 } as const;
const SCHEMA = { fields: 1, custom: 2 } as const;
const FIELD = { typeType: 2, type: 3, dictionary: 4, children: 5, custom: 6 } as const;
const UNION = { type: 14, typeIds: 1 } as const;
const DICTIONARY = { data: 1 } as const;
const BATCH = { nodes: 1, buffers: 2 } as const;
const BLOCKS = [
  [FOOTER.dictionaries, HEADER.dictionaryBatch],
  [FOOTER.recordBatches, HEADER.recordBatch],
] as const;
/** Of a message's place, which begins with its first byte. */
const BLOCK_BYTES = 24;
/** Of a field node, and of a buffer's place. */
const PAIR_BYTES = 16;
const REFERENCE_BYTES = 4;
/** Fields within fields may be shared, so that few bytes are a great many of them. */
const MAX_FIELDS = 100_000;
const MAX_DEPTH = 64;

/** Holds the vectors in a message's metadata against its bytes. Throws a RangeError. */
export function checkMessage(metadata: DataView): void {
  const message = FlatTable.root(metadata);
  const header = message.table(MESSAGE.header);
  if (!header) return;
  const type = message.byte(MESSAGE.headerType);
  if (type === HEADER.schema) checkSchema(header);
  if (type === HEADER.recordBatch) checkBatchHeader(header);
  if (type === HEADER.dictionaryBatch) checkBatchHeader(header.table(DICTIONARY.data));
}

/** The same for the footer of a file, whose batches must be among the file's `messages`. */
export function checkFooter(
  footer: DataView,
  messages: readonly { readonly start: number; readonly headerType: number }[],
): void {
  const table = FlatTable.root(footer);
  const typeAt = new Map(messages.map(({ start, headerType }) => [start, headerType]));
  for (const [vector, type] of BLOCKS) {
    const { start, length } = table.vector(vector, BLOCK_BYTES);
    for (let block = 0; block < length; block++) {
      const at = Number(footer.getBigInt64(start + block * BLOCK_BYTES, true));
      // A message of another type is looked for again and again, without end.
      if (typeAt.get(at) !== type) throw new RangeError(`no batch begins at byte ${at}`);
    }
  }
  table.vector(FOOTER.custom, REFERENCE_BYTES);
  const schema = table.table(FOOTER.schema);
  if (schema) checkSchema(schema);
}

function checkBatchHeader(batch: FlatTable | null): void {
  batch?.vector(BATCH.nodes, PAIR_BYTES);
  batch?.vector(BATCH.buffers, PAIR_BYTES);
}

function checkSchema(schema: FlatTable): void {
  let fields = 0;
  const visit = (table: FlatTable, vector: number, depth: number) => {
    if (depth > MAX_DEPTH) throw new RangeError('columns within columns without end');
    const { start, length } = table.vector(vector, REFERENCE_BYTES);
    fields += length;
    if (fields > MAX_FIELDS) throw new RangeError(`more than ${MAX_FIELDS} columns`);
    for (let index = 0; index < length; index++) {
      const field = table.at(start + index * REFERENCE_BYTES);
      field.vector(FIELD.custom, REFERENCE_BYTES);
      field.table(FIELD.dictionary);
      const type = field.table(FIELD.type);
      if (field.byte(FIELD.typeType) === UNION.type) type?.vector(UNION.typeIds, REFERENCE_BYTES);
      visit(field, FIELD.children, depth + 1);
    }
  };
  schema.vector(SCHEMA.custom, REFERENCE_BYTES);
  visit(schema, SCHEMA.fields, 0);
}
