import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundedLines, MAX_LINE_LENGTH } from '../../../tools/judge/bounded-lines.ts';

async function* chunksOf(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

async function read(texts: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const some of boundedLines(chunksOf(texts))) lines.push(...some);
  return lines;
}

it('gives the same lines however the text is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.stringMatching(/^[ab\n]{0,9}$/)), async (texts) => {
      const lines = texts.join('').split('\n');
      if (lines.at(-1) === '') lines.pop();
      expect(await read(texts)).toEqual(lines);
    }),
  );
});

it('takes a line of the greatest length', async () => {
  const line = 'x'.repeat(MAX_LINE_LENGTH);
  expect(await read([line, '\n', line])).toEqual([line, line]);
});

it.each([
  ['in one piece', ['ok\n', `${'x'.repeat(MAX_LINE_LENGTH + 1)}\n`]],
  ['in many', ['ok\n', ...Array.from({ length: MAX_LINE_LENGTH + 1 }, () => 'x')]],
  ['at the end of other lines', [`ok\n${'x'.repeat(MAX_LINE_LENGTH + 1)}`]],
])('refuses a longer one %s, and says which', async (_, texts) => {
  await expect(read(texts)).rejects.toThrow(`line 2: longer than ${MAX_LINE_LENGTH} characters`);
});
