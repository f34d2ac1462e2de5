import { readFile } from 'node:fs/promises';
import type { IssuerKey } from '../../lib/protocol/issuer-key.ts';
import { type RulesSource, rulesSourceSchema } from '../../lib/services/rule-pack-schema.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { PackFile } from './read-pack.ts';
import { type PackContent, signPack } from './sign-pack.ts';
import type { SigningKey } from './signing-key.ts';

/** A pack with less left to live is signed anew. Milliseconds. */
const RENEW_BELOW_MS = 7 * 86_400_000;

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
   */
  renew(held: PackFile | null, now: number): Promise<string | null>;
}

/** Signs with a key of this machine's own: for a server that is its own publisher. */
export function createSigner(parts: SignerParts): Signer {
  const { key, services } = parts;
  let good: RulesSource | null = null;
  let complained: string | null = null;

  const source = async (held: PackFile | null): Promise<RulesSource> => {
    const text = await readFile(parts.sourcePath, 'utf8').catch(() => null);
    const read = text === null ? { source: EMPTY_SOURCE } : readSource(text);
    if ('source' in read) {
      good = read.source;
      complained = null;
    } else if (complained !== text) {
      complained = text;
      parts.onBadSource(read.why);
    }
    const { pack } = held ?? { pack: null };
    return good ?? (pack ? { minExt: pack.minExt, services: pack.services } : EMPTY_SOURCE);
  };

  return {
    async renew(held, now) {
      const content: PackContent = {
        ...(await source(held)),
        issuerKeys: [...parts.issuerKeys(now)],
      };
      const isGood =
        held?.kids.includes(key.kid) &&
        held.expiresAt - now >= RENEW_BELOW_MS &&
        held.issuedAt <= now &&
        says(held, content);
      if (isGood) return null;
      try {
        return signPack(content, { seq: (held?.seq ?? 0) + 1, now, keys: [key], services });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (complained !== why) parts.onBadSource(why);
        complained = why;
        return null;
      }
    },
  };
}

function says({ pack }: PackFile, { minExt, services, issuerKeys }: PackContent): boolean {
  if (pack === null) return false;
  const held = { minExt: pack.minExt, services: pack.services, issuerKeys: pack.issuerKeys };
  return JSON.stringify(held) === JSON.stringify({ minExt, services, issuerKeys });
}

/** @param text of a source file @returns what it says, or what is wrong with it and where */
export function readSource(text: string): { source: RulesSource } | { why: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { why: `no JSON: ${error instanceof Error ? error.message : error}` };
  }
  const parsed = rulesSourceSchema.safeParse(json);
  if (parsed.success) return { source: parsed.data };
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : '';
  return { why: `${issue?.path.map(String).join('.') || 'the file'}: ${issue?.message}${unknown}` };
}
