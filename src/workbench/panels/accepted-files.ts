/** What the file picker offers. A dropped file is judged by its content, not by its name. */
export const ACCEPTED = [
  '.parquet',
  '.npz',
  '.npy',
  '.arrow',
  '.feather',
  '.csv',
  '.tsv',
  '.jsonl',
  '.json',
  '.txt',
  '.inter',
];

/** Files of user histories. */
export const HISTORIES_ACCEPTED = [
  '.parquet',
  '.arrow',
  '.feather',
  '.csv',
  '.tsv',
  '.jsonl',
  '.json',
  '.txt',
  '.inter',
];

/** FORGE's generation output. */
export const FORGE_ACCEPTED = ['.jsonl', '.json'];

/** The hidden file input, which the `O` shortcut opens too. */
export const OPEN_INPUT_ID = 'open-file';
