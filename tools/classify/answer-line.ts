import type { Classified } from './classifier.ts';
import { BadPage, type Page, parsePage } from './page.ts';

/** What stands for a line that cannot be answered: the same shape, with nothing found. */
export interface Unanswered extends Classified {
  readonly error: {
    readonly code: 'bad-line' | 'failed';
    /** Begins with the number of the line. */
    readonly message: string;
    /** The field that is wrong. */
    readonly path?: string;
  };
}

/**
 * @param text one line of input
 * @param line its number, from 1
 * @returns one answer for each line, so that answers and lines keep their order; it never throws
 */
export function answerLine(
  text: string,
  line: number,
  classify: (page: Page) => Classified,
): Classified | Unanswered {
  try {
    return classify(parsePage(text));
  } catch (error) {
    const message = `line ${line}: ${error instanceof Error ? error.message : String(error)}`;
    const failed = { service: null, observations: [] };
    if (!(error instanceof BadPage)) return { ...failed, error: { code: 'failed', message } };
    const { path } = error;
    return { ...failed, error: { code: 'bad-line', message, ...(path ? { path } : {}) } };
  }
}
