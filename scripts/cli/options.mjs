import { parseArgs } from 'node:util';
import {
  CONVERT_OPTIONS,
  convertFilesOf,
  convertOutputsOf,
  convertRequestOf,
  METRICS_OPTIONS,
  metricsRequestOf,
} from './convert-options.mjs';
import { DECODE_OPTIONS, decodeFilesOf, decodeRequestOf } from './decode-options.mjs';
import { ENCODE_OPTIONS, encodeRequestOf, savedFileOf } from './encode-options.mjs';
import { EVALUATE_OPTIONS, evaluateFilesOf, evaluateRequestOf } from './evaluate-options.mjs';
import { COMMON_OPTIONS, filesBeside, INPUT_OPTIONS, shardsOf } from './input-options.mjs';
import { wrong } from './option-values.mjs';
import { codesFileOf, RETRIEVER_OPTIONS, retrieverRequestOf } from './retriever-options.mjs';
import { SWEEP_OPTIONS, sweepRequestOf } from './sweep-options.mjs';
import { TRAIN_OPTIONS, trainFilesOf, trainRequestOf } from './train-options.mjs';

const COMMANDS = {
  train: { options: TRAIN_OPTIONS, requestOf: trainRequestOf, fileOf: trainFilesOf },
  encode: { options: ENCODE_OPTIONS, requestOf: encodeRequestOf, fileOf: savedFileOf },
  sweep: { options: SWEEP_OPTIONS, requestOf: sweepRequestOf },
  'train-retriever': {
    options: RETRIEVER_OPTIONS,
    requestOf: retrieverRequestOf,
    fileOf: codesFileOf,
    readsCodes: true,
  },
  decode: {
    options: DECODE_OPTIONS,
    requestOf: decodeRequestOf,
    fileOf: decodeFilesOf,
    readsCodes: true,
  },
  evaluate: {
    options: EVALUATE_OPTIONS,
    requestOf: evaluateRequestOf,
    fileOf: evaluateFilesOf,
    readsCodes: true,
    mayHaveFile: true,
  },
  // Plain: a file is read and written, and no device computes.
  convert: {
    options: CONVERT_OPTIONS,
    requestOf: convertRequestOf,
    fileOf: convertFilesOf,
    outputsOf: convertOutputsOf,
    isPlain: true,
  },
  metrics: { options: METRICS_OPTIONS, requestOf: metricsRequestOf, isPlain: true },
};

const NAMES = Object.keys(COMMANDS);

function parsed(argv, options) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    throw wrong(`${error.message.split('. ')[0]}.`);
  }
}

/** The command's name. Which options there are depends on it, so it comes first. */
function commandOf([name]) {
  if (name !== undefined && Object.hasOwn(COMMANDS, name)) return COMMANDS[name];
  throw wrong(`There is no command "${name ?? ''}", only ${NAMES.join(', ')}.`);
}

function filesWanted({ readsCodes, mayHaveFile }) {
  if (!readsCodes) return 'FILE [FILE...]';
  return mayHaveFile ? 'at most one FILE' : 'no FILE but --codes';
}

/**
 * What the command line asks for; null if it asks for help. Throws a CliProblem. `request` is that
 * of the command in src/headless/request.ts; `file` the vectors or, where a command reads codes, those;
 * `shards` the other files that are one shard with it;
 * `idsFile` and `histories` files beside the items; `saved` the saved file of encode (a quantizer), decode
 * and evaluate (a sequence model); `pairs` the file of pairs, of a contrastive train only; `checkpoint` that
 * of --checkpoint; `items`, `codebooks` and `forge` the files that evaluate may be given.
 */
export function parseOptions(argv) {
  if (argv.length === 0 || argv.includes('--help') || argv.includes('-h')) return null;
  const command = commandOf(argv);
  const { values, positionals } = parsed(argv, {
    ...COMMON_OPTIONS,
    ...(command.readsCodes || command.isPlain ? {} : INPUT_OPTIONS),
    ...command.options,
  });
  if (command.outputsOf) return withOutFile(command, values, positionals);
  const [name, file, ...more] = positionals;
  const { readsCodes = false, mayHaveFile = !readsCodes } = command;
  const isTooMany = readsCodes && more.length > 0;
  if ((!readsCodes && !file) || (!mayHaveFile && file) || isTooMany) {
    throw wrong(`${name} takes ${filesWanted(command)}, not ${positionals.length - 1}.`);
  }
  if (!values.out) throw wrong('--out DIR is missing.');
  return {
    ...{ command: name, file, out: values.out },
    device: command.isPlain ? 'cpu' : values.device,
    ...(more.length > 0 && { shards: shardsOf(file, more) }),
    ...filesBeside([file, ...more], values),
    ...command.fileOf?.(values, file),
    request: command.requestOf(values),
  };
}

/** `convert IN OUT`: the one command whose output is a file of any name. */
function withOutFile(command, values, [name, file, out, ...rest]) {
  if (!file || !out || rest.length > 0) throw wrong(`${name} takes IN and OUT.`);
  if (values.out !== undefined) throw wrong(`${name} takes OUT without --out.`);
  return {
    ...{ command: name, file, device: 'cpu' },
    ...command.outputsOf(file, out),
    ...filesBeside([file], values),
    ...command.fileOf(values),
    request: command.requestOf(values, out),
  };
}
