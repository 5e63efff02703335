import { Problem } from '../../problem';
import { NOTATIONS, type NotationName } from '../../sid/notations/catalogue';

/** What a file holds, as far as it can be written as another. */
export type Content = 'sids' | 'vectors' | 'histories';

export type SidTarget = NotationName | 'codes-npy' | 'items-parquet';

/** Formats of each content, by the endings of files that they are written to; the first is the ending's default. */
export const FORMATS = {
  sids: {
    npy: ['codes-npy', 'grid-npy'],
    parquet: ['items-parquet', 'onerec-parquet', 'torcheasyrec-parquet'],
    json: ['index-json'],
    csv: ['forge-csv', 'forge-tokens', 'forge-columns'],
  },
  vectors: {
    npy: ['npy'],
    npz: ['npz'],
    parquet: ['parquet'],
    feather: ['feather'],
    arrow: ['feather'],
    jsonl: ['jsonl'],
    csv: ['item-emb'],
  },
  histories: { jsonl: ['jsonl'], parquet: ['parquet'], csv: ['csv'], txt: ['txt'] },
} as const satisfies Record<Content, Readonly<Record<string, readonly string[]>>>;

/** File names that other tools use, which say more than their ending. */
const BY_NAME = new Map<string, string>(
  Object.entries(NOTATIONS).map(([name, { file }]) => [file, name]),
);

/** Whether content can be written as `to`, where it is said, else by the file's name. */
export function isTarget(content: Content, outName: string, to: string | null): boolean {
  return knownOf(content).includes(asked(content, outName, to) ?? '');
}

/**
 * The format that content is to be written in: `to` where it is said, else by the file's name. Throws
 * `CONVERT_TARGET` for a format that is not of this content, and where none is said and the name tells none.
 */
export function targetOf(content: Content, outName: string, to: string | null): string {
  const target = asked(content, outName, to);
  const known = knownOf(content);
  if (target !== undefined && known.includes(target)) return target;
  throw new Problem(
    'CONVERT_TARGET',
    `The file holds ${CONTENT_TEXT[content]}, which cannot be written as ${target ?? outName}.`,
    `Name one of --to ${known.join(', ')}.`,
  );
}

function knownOf(content: Content): string[] {
  return [...new Set(Object.values<readonly string[]>(FORMATS[content]).flat())];
}

/** undefined where none is said and the name tells none. */
function asked(content: Content, outName: string, to: string | null): string | undefined {
  const byEnding: Readonly<Record<string, readonly string[]>> = FORMATS[content];
  const ending = /\.([^.]+)$/.exec(outName)?.[1]?.toLowerCase() ?? '';
  const own = content === 'sids' ? BY_NAME.get(outName) : undefined;
  return to ?? own ?? byEnding[ending]?.[0];
}

export const CONTENT_TEXT: Readonly<Record<Content, string>> = {
  sids: 'Semantic IDs',
  vectors: 'vectors',
  histories: 'user histories',
};
