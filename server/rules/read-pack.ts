import { type RulesFile, rulesFileSchema, rulesHeadSchema } from '../../lib/protocol/rules.ts';
import { type RulePack, rulePackSchema } from '../../lib/services/rule-pack-schema.ts';

/** A pack file as far as it can be read without knowing whom readers believe. */
export interface PackFile {
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly file: RulesFile;
  /** All of it, where it is of the form that this version knows. */
  readonly pack: RulePack | null;
}

/** @param text of a pack file @returns what it says of itself, null when it is no pack */
export function readPack(text: string): PackFile | null {
  try {
    const file = rulesFileSchema.parse(JSON.parse(text));
    const json: unknown = JSON.parse(Buffer.from(file.payload, 'base64').toString());
    const { seq, issued, expires } = rulesHeadSchema.parse(json);
    const whole = rulePackSchema.safeParse(json);
    return {
      seq,
      issuedAt: Date.parse(issued),
      expiresAt: Date.parse(expires),
      file,
      pack: whole.success ? whole.data : null,
    };
  } catch {
    return null;
  }
}
