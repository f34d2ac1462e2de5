import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Below the extension's folder: what a browser needs for any page, and no more. */
export const EMPTY_PAGE = 'empty.html';

const HTML = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Empty</title></head>
  <body><p>Empty</p></body>
</html>
`;

export interface Copy {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Copies an extension and puts a page with one word, no style and no script beside its own. */
export async function withEmptyPage(folder: string): Promise<Copy> {
  const copy = await mkdtemp(join(tmpdir(), 'outcry-empty-'));
  await cp(folder, copy, { recursive: true });
  await writeFile(join(copy, EMPTY_PAGE), HTML);
  return { folder: copy, remove: () => rm(copy, { recursive: true, force: true }) };
}
