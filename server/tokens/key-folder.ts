import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  linkSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../store/make-folders.ts';
import { type KeyPair, keyPairOf } from './key-pair.ts';

const FILE = /^(\d{1,10})\.pem$/;

/** Where secrets are kept: one file each, named after the first minute of its epoch. */
export interface KeyFolder {
  /** @throws Error whose message names the file that cannot be read */
  read(): readonly KeyPair[];
  /** Keeps a secret unless there is one for this epoch already, perhaps of another server at the same moment. */
  keep(from: number, pem: string): void;
  remove(from: number): void;
}

/**
 * Opens a folder, made if need be, that only its owner can look into.
 * @throws Error whose message is one line that says what to do
 */
export function openKeyFolder(path: string): KeyFolder {
  try {
    makeFolders(path, 0o700);
    readdirSync(path);
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${path} cannot hold keys (${code}): choose a folder with OUTCRY_TOKEN_KEYS`);
  }
  const fileOf = (from: number) => join(path, `${from}.pem`);
  const readKey = (name: string, from: number): KeyPair => {
    try {
      return keyPairOf(readFileSync(join(path, name), 'utf8'), from);
    } catch {
      throw new Error(`${join(path, name)} is no key of this server; delete it and start again`);
    }
  };
  return {
    read: () =>
      readdirSync(path)
        .flatMap((name) => {
          const [, from] = FILE.exec(name) ?? [];
          return from === undefined ? [] : [readKey(name, Number(from))];
        })
        .sort((one, other) => one.from - other.from),
    keep(from, pem) {
      // A link appears whole or not at all, and takes nobody's place. In containers every server is process 1.
      const draft = join(path, `${from}.${randomUUID()}.draft`);
      writeFileSync(draft, pem, { mode: 0o600 });
      try {
        linkSync(draft, fileOf(from));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        rmSync(draft);
      }
    },
    remove(from) {
      // With the drafts of servers that died while they made it.
      const own = readdirSync(path).filter((name) => name.startsWith(`${from}.`));
      for (const name of own) rmSync(join(path, name), { force: true });
    },
  };
}
