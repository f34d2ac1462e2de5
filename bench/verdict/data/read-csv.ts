import { readFileSync } from 'node:fs';

/** One line of a table, by column. */
export type Row = Readonly<Record<string, string>>;

/** @param name of a file in this folder; cells hold no commas and no quotes @throws Error for a ragged line */
export function readCsv(name: string): readonly Row[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8').trim();
  const [head = '', ...lines] = text.split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) {
      throw new Error(`${name}, line ${index + 2}: ${cells.length} cells, not ${columns.length}`);
    }
    return Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? '']));
  });
}
