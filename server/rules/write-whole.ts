import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolders } from '../store/make-folders.ts';

/** Writes a file so that whoever reads it, also after a power cut, finds all of it or what was there before. */
export async function writeWhole(path: string, text: string): Promise<void> {
  makeFolders(dirname(path));
  const next = `${path}.${process.pid}.next`;
  await writeFile(next, text, { flush: true });
  await rename(next, path);
}
