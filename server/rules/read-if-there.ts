import { readFile } from 'node:fs/promises';

/**
 * For want of a file handle, say, no file is gone: what was read of it before still holds.
 * @returns null only where there is none
 * @throws NodeJS.ErrnoException when it is there and cannot be read
 */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
