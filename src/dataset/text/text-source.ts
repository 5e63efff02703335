import { throwIfCancelled } from '../../problem';
import type { StepListener } from '../progress';
import { holdsAny, type RowBatch, type ShardSource } from '../source';
import { textBatch, textField } from './text-batch';
import { isReadable, readBlock, textBlocks } from './text-blocks';
import { isVector } from './text-columns';
import { textFormat, type TextKind } from './text-format';
import { TextSurvey } from './text-survey';

/**
 * CSV, TSV or JSON lines with vectors as JSON lists or as base64 of little-endian float32. One pass
 * over the file types the columns and notes where the rows stand; after it, only blocks with wanted
 * rows are read again, and no more than a block is held. A record whose cells or vectors do not fit is
 * skipped, counted and named, as FORGE's `infer_SID` skips it. Throws `TEXT_HEADER`, `TEXT_RECORD`,
 * `TEXT_ENCODING`.
 */
export async function textSource(
  file: File,
  kind: TextKind,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal | undefined; onProgress?: StepListener | undefined } = {},
): Promise<ShardSource> {
  const format = await textFormat(file, kind);
  const survey = new TextSurvey(format);
  for await (const block of textBlocks(file, format.parse, signal)) {
    survey.add(block);
    onProgress?.({
      phase: 'Reading MiB of rows',
      done: mebibytes(block.end),
      total: mebibytes(file.size),
    });
  }
  const { rows, blocks, head, skipped } = survey;
  const columns = survey.columns();

  async function* batches(
    names: readonly string[],
    wanted: Uint32Array | null,
    cancel?: AbortSignal,
  ): AsyncGenerator<RowBatch> {
    const chosen = columns.flatMap((column, index) =>
      names.includes(column.name) ? [{ column, index }] : [],
    );
    for (const block of blocks) {
      if (block.rows === 0 || (wanted && !holdsAny(wanted, block.firstRow, block.rows))) continue;
      throwIfCancelled(cancel);
      const records = await readBlock(file, block, format.parse);
      const good = records
        .slice(block === blocks[0] ? format.headers : 0)
        .map((record) => survey.read(record))
        .filter(isReadable);
      const cells = good.map((values) => chosen.map(({ index }) => values[index]));
      const batch = textBatch(
        chosen.map(({ column }) => column),
        cells,
      );
      yield { firstRow: block.firstRow, batch };
    }
  }

  return {
    name: file.name,
    bytes: file.size,
    rows,
    columns: columns.map((column) => ({
      name: column.name,
      kind: column.type === 'vector' ? 'vector' : column.type === 'text' ? 'text' : 'number',
      type: isVector(column) ? `${column.encoding} of float32` : column.type,
      dim: isVector(column) ? column.dim : null,
    })),
    fields: columns.map(textField),
    preview: head.length > 0 ? [textBatch(columns, head)] : [],
    skipped: skipped.rows > 0 ? skipped : null,
    batches,
  };
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
