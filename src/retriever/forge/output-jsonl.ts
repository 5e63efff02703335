import { Problem } from '../../problem';

/** One user of FORGE's generation output. */
export interface ForgePrediction {
  /** Ids of the true items: `answer`, parted at `;`, each once. */
  readonly answers: readonly string[];
  /** Generated SIDs as `C..C..C..`, best first. */
  readonly generated: readonly string[];
}

/** Longer lines are cut in messages. */
const SHOWN_CHARACTERS = 60;

/**
 * Reads FORGE's `output.jsonl`: an object a line with `answer` and `_generated_text_` (T5) or
 * `_generated_new_text_` (Qwen). Blank lines are skipped, fields beside these ignored. Throws
 * `FORGE_OUTPUT` for the first line that is none.
 */
export function readForgeOutput(text: string): ForgePrediction[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const prediction = predictionOf(parsed(line));
    if (prediction === null) throw lineProblem(line, i + 1);
    return [prediction];
  });
}

/** The file that FORGE's `calc_hr` scores, as its T5 leaves it: the fields it reads. */
export function writeForgeOutput(predictions: readonly ForgePrediction[]): string {
  return predictions
    .map(({ answers, generated }) => {
      const line = { answer: answers.join(';'), _generated_text_: generated };
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function predictionOf(value: unknown): ForgePrediction | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Readonly<Record<string, unknown>>;
  const answer = fields['answer'];
  const generated = fields['_generated_text_'] ?? fields['_generated_new_text_'];
  if (typeof answer !== 'string' || !isTexts(generated)) return null;
  return { answers: [...new Set(answer.trim().split(';'))], generated };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function lineProblem(line: string, number: number): Problem {
  const shown = line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
  return new Problem(
    'FORGE_OUTPUT',
    `Line ${number} is no generation output of FORGE: ${JSON.stringify(shown)}.`,
    'Every line is an object with a text "answer" and a list "_generated_text_" or "_generated_new_text_"; a run that was cut off leaves half a line at the end.',
  );
}
