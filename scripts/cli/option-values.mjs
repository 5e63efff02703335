import { CliProblem } from './cli-problem.mjs';

const SEE_HELP = 'See npm run sid -- --help.';

export function wrong(message) {
  return new CliProblem('BAD_OPTION', message, SEE_HELP);
}

export function whole(name, text, least, most) {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw wrong(`--${name} ${text} is not a whole number from ${least} to ${most}.`);
}

/** A number from `least` to `most`; `least` itself only where `open` is false. */
export function real(name, text, least, most, open = false) {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= least && value <= most && !(open && value === least)) return value;
  throw wrong(`--${name} ${text} is not a number from ${least} to ${most}.`);
}

export function oneOf(name, text, choices) {
  if (choices.includes(text)) return text;
  throw wrong(`--${name} ${text} is none of ${choices.join(', ')}.`);
}
