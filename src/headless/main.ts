import { toProblemDetail } from '../problem';
import { train, type Answer } from './train';
import type { HeadlessRequest } from './request';

/**
 * The command line's page: the same data and engine workers as the workbench, driven by
 * scripts/sid.mjs instead of a person.
 */
declare global {
  interface Window {
    sidHeadless: { train(request: HeadlessRequest, folder: string): Promise<Answer> };
    /** Put there by the command line; takes one line of progress. */
    sidProgress?: (line: string) => void;
  }
}

window.sidHeadless = {
  async train(request, folder) {
    try {
      const file = document.querySelector<HTMLInputElement>('#file')?.files?.[0];
      if (!file) throw new Error('no file was chosen');
      const pairs = document.querySelector<HTMLInputElement>('#pairs')?.files?.[0] ?? null;
      const say = (line: string) => window.sidProgress?.(line);
      const summary = await train({ shard: file, pairs }, request, folder, say);
      return { ok: true, summary };
    } catch (error) {
      return { ok: false, problem: toProblemDetail(error) };
    }
  },
};
