import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolders } from '../store/make-folders.ts';

/** Writes a file so that whoever reads it, also after a power cut, finds all of it or what was there before. @throws when it cannot be written; then nothing is left of it */
export async function writeWhole(path: string, text: string): Promise<void> {
  makeFolders(dirname(path));
  const next = `${path}.${randomUUID()}.next`;
  try {
    await writeFile(next, text, { flush: true });
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
}
