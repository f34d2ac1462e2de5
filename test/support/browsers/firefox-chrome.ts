import type { Browser } from 'puppeteer-core';
import * as z from 'zod/mini';

const treeSchema = z.object({
  result: z.object({ contexts: z.array(z.object({ context: z.string(), url: z.string() })) }),
});
const answerSchema = z.object({
  result: z.discriminatedUnion('type', [
    z.object({ type: z.literal('success'), result: z.object({ value: z.optional(z.unknown()) }) }),
    z.object({ type: z.literal('exception'), exceptionDetails: z.object({ text: z.string() }) }),
  ]),
});

/** Puppeteer's BiDi connection: there at run time, absent from its types. */
interface WithConnection {
  readonly connection: { send(method: string, params: object): Promise<unknown> };
}

/**
 * Runs a script with the browser's own rights; needs `--remote-allow-system-access`.
 * @param expression what to evaluate; a promise is awaited
 * @returns its value, if it is a plain one
 * @throws Error when the script throws
 */
export async function evaluateInChrome(browser: Browser, expression: string): Promise<unknown> {
  const { connection } = browser as unknown as WithConnection;
  const tree = treeSchema.parse(
    await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' }),
  );
  const window = tree.result.contexts.find(({ url }) => url.endsWith('/browser.xhtml'));
  if (!window) throw new Error('Firefox has no window to run a script in.');
  const answer = answerSchema.parse(
    await connection.send('script.evaluate', {
      expression,
      target: { context: window.context },
      awaitPromise: true,
    }),
  );
  if (answer.result.type === 'exception') throw new Error(answer.result.exceptionDetails.text);
  return answer.result.result.value;
}
