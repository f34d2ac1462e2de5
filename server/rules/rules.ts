import { MAX_RULES_BYTES } from '../../lib/protocol/rules.ts';
import { PublicFile } from '../http/public-file.ts';
import { readIfThere } from './read-if-there.ts';
import { type PackFile, readPack } from './read-pack.ts';
import type { Signer } from './signer.ts';
import { writeWhole } from './write-whole.ts';

/** Short, so that a fix spreads; a cache may go on with a pack while the server is away, for packs say when they end. */
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=300, stale-if-error=86400';

/** The rule pack that everybody gets, or why there is none. */
export type RulesNow = PublicFile | 'none' | 'expired';

export interface Rules {
  now(): RulesNow;
  /** Looks whether there is another pack, and signs one where that is done here. Calls must not overlap. @throws when the file is there and cannot be read, or cannot be written */
  update(): Promise<void>;
}

export interface RulesParts {
  /** The signed pack; it need not be there. */
  readonly path: string;
  /** Signs it here; null where it is brought from elsewhere. */
  readonly signer: Signer | null;
  readonly clock: () => number;
  /** Told once of each file that is no pack. */
  readonly onUnreadable: () => void;
}

/** @returns rules that know nothing until the first update */
export function createRules({ path, signer, clock, onUnreadable }: RulesParts): Rules {
  let read: string | null = null;
  let held: PackFile | null = null;
  let file: PublicFile | null = null;

  const look = async (): Promise<void> => {
    const text = await readIfThere(path);
    if (text === read) return;
    read = text;
    const next = text !== null && text.length <= MAX_RULES_BYTES ? readPack(text) : null;
    if (text !== null && next === null) return onUnreadable();
    held = next;
    file =
      text === null
        ? null
        : new PublicFile({ text, type: 'application/json', cacheControl: CACHE_CONTROL });
  };

  return {
    now() {
      if (file === null || held === null) return 'none';
      return clock() < held.expiresAt ? file : 'expired';
    },
    async update() {
      await look();
      const renewed = (await signer?.renew(held, clock())) ?? null;
      if (renewed === null) return;
      await writeWhole(path, renewed);
      await look();
    },
  };
}
