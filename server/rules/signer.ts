import type { IssuerKey } from '../../lib/protocol/issuer-key.ts';
import { signedBytes } from '../../lib/protocol/rules.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { RulesSource } from '../../lib/services/rule-pack-schema.ts';
import type { Service } from '../../lib/services/schema.ts';
import { readIfThere } from './read-if-there.ts';
import type { PackFile } from './read-pack.ts';
import { readSource } from './read-source.ts';
import { type PackContent, signPack } from './sign-pack.ts';
import type { SigningKey } from './signing-key.ts';

/** A pack with less left to live is signed anew. Milliseconds. */
const RENEW_BELOW_MS = 7 * 86_400_000;

/**
 * Where a sequence begins of which nothing is left: readers refuse a number below one that they have taken, and a
 * minute since the epoch is above any that was counted from an earlier one.
 */
const firstSeq = minuteOf;

/** What holds as long as nobody wrote a source: nothing is changed. */
export const EMPTY_SOURCE: RulesSource = { minExt: '0', services: [] };

export interface SignerParts {
  readonly key: SigningKey;
  /** A file with what the pack says; it need not be there. */
  readonly sourcePath: string;
  readonly services: readonly Service[];
  /** Public keys of the issuer of tokens for the coming epochs. */
  readonly issuerKeys: (now: number) => readonly IssuerKey[];
  /** Told once of each source that cannot be used, by the field at fault. */
  readonly onBadSource: (why: string) => void;
}

/** Keeps a pack that is signed here up to date. */
export interface Signer {
  /**
   * @param held the pack that is served
   * @returns a new file, null while the held one says what it should and will live for another week
   * @throws when the source is there and cannot be read
   */
  renew(held: PackFile | null, now: number): Promise<string | null>;
}

/** Signs with a key of this machine's own: for a server that is its own publisher. */
export function createSigner(parts: SignerParts): Signer {
  const { key, services } = parts;
  let good: RulesSource | null = null;
  let told: string | null = null;
  let highest = 0;

  const tell = (why: string) => {
    if (told !== why) parts.onBadSource(why);
    told = why;
  };
  const source = async (held: PackFile | null): Promise<RulesSource> => {
    const text = await readIfThere(parts.sourcePath);
    const read = text === null ? { source: EMPTY_SOURCE } : readSource(text, services);
    if ('source' in read) good = read.source;
    else tell(read.why);
    const { pack } = held ?? { pack: null };
    return good ?? (pack ? { minExt: pack.minExt, services: pack.services } : EMPTY_SOURCE);
  };

  return {
    async renew(held, now) {
      const said = await source(held);
      const content: PackContent = { ...said, issuerKeys: [...parts.issuerKeys(now)] };
      highest = Math.max(highest, held?.seq ?? firstSeq(now) - 1);
      if (held && isGood(held, content, key, now)) return null;
      try {
        const file = signPack(content, { seq: highest + 1, now, keys: [key] });
        highest += 1;
        return file;
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error));
        return null;
      }
    },
  };
}

function isGood(held: PackFile, content: PackContent, key: SigningKey, now: number): boolean {
  const willLive = held.expiresAt - now >= RENEW_BELOW_MS && held.issuedAt <= now;
  return willLive && says(held, content) && isSignedWith(held, key);
}

/** Also after somebody wrote into the file by hand. */
function isSignedWith({ file }: PackFile, { kid, isSigned }: SigningKey): boolean {
  const bytes = signedBytes(Buffer.from(file.payload, 'base64'));
  return file.sigs.some(
    (own) => own.kid === kid && isSigned(bytes, Buffer.from(own.sig, 'base64')),
  );
}

function says({ pack }: PackFile, { minExt, services, issuerKeys }: PackContent): boolean {
  if (pack === null) return false;
  const held = { minExt: pack.minExt, services: pack.services, issuerKeys: pack.issuerKeys };
  return JSON.stringify(held) === JSON.stringify({ minExt, services, issuerKeys });
}
