/** Longer input lines are refused: nothing that fits the schema comes near. Characters. */
export const MAX_LINE_LENGTH = 4096;

/**
 * Cuts text chunks into lines and holds no more than one line back.
 * @param chunks text in any pieces
 * @returns the complete lines of each chunk, without their ends; an unended last line on its own
 * @throws RangeError for a line beyond the limit
 */
export async function* boundedLines(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  let count = 0;
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of [...lines, rest]) {
      count += 1;
      if (line.length > MAX_LINE_LENGTH) {
        throw new RangeError(`line ${count}: longer than ${MAX_LINE_LENGTH} characters`);
      }
    }
    count -= 1;
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [rest];
}
