import { MAX_RULES_AHEAD_MS, MAX_RULES_BYTES } from '../../lib/protocol/rules.ts';
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
  /** Told once of each pack that nobody would take yet, with its time of issue: milliseconds since the epoch. */
  readonly onDatedAhead: (issuedAt: number) => void;
}

interface Read {
  readonly text: string;
  readonly pack: PackFile;
}

/** @returns rules that know nothing until the first update */
export function createRules(parts: RulesParts): Rules {
  const { path, signer, clock } = parts;
  let read: string | null = null;
  /** What the file says. */
  let held: Read | null = null;
  /** What readers get, and of what it was made. */
  let shown: { readonly file: PublicFile; readonly of: Read } | null = null;
  let told: Read | null = null;

  const look = async (): Promise<void> => {
    const text = await readIfThere(path);
    if (text === read) return;
    read = text;
    const pack = text !== null && text.length <= MAX_RULES_BYTES ? readPack(text) : null;
    if (text !== null && pack === null) return parts.onUnreadable();
    held = text === null || pack === null ? null : { text, pack };
  };
  /** What was good before goes on until readers take what follows it. */
  const show = () => {
    if (held === null) shown = null;
    if (held === null || shown?.of === held) return;
    const { issuedAt } = held.pack;
    if (issuedAt > clock() + MAX_RULES_AHEAD_MS) {
      if (told !== held) parts.onDatedAhead(issuedAt);
      told = held;
      return;
    }
    const { text } = held;
    const file = new PublicFile({ text, type: 'application/json', cacheControl: CACHE_CONTROL });
    shown = { file, of: held };
  };

  return {
    now() {
      if (shown === null) return 'none';
      return clock() < shown.of.pack.expiresAt ? shown.file : 'expired';
    },
    async update() {
      await look();
      const renewed = (await signer?.renew(held?.pack ?? null, clock())) ?? null;
      if (renewed !== null) {
        await writeWhole(path, renewed);
        await look();
      }
      show();
    },
  };
}
