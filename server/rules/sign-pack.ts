import {
  MAX_RULES_BYTES,
  MAX_RULES_LIFE_MS,
  RULES_SCHEMA,
  signedBytes,
} from '../../lib/protocol/rules.ts';
import { type RulePack, rulePackSchema } from '../../lib/services/rule-pack-schema.ts';
import type { SigningKey } from './signing-key.ts';

/** What a pack says, without what whoever signs it adds. */
export type PackContent = Pick<RulePack, 'minExt' | 'services' | 'issuerKeys'>;

/** What a pack gets when it is signed. */
export interface Signing {
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How long it is good for. Milliseconds, two weeks at most. */
  readonly lifeMs?: number;
  readonly keys: readonly SigningKey[];
}

/**
 * Signs a rule pack, if it is of the form that every reader asks for.
 * @returns the file, as it is served
 * @throws Error whose message says which field is wrong
 */
export function signPack(content: PackContent, signing: Signing): string {
  const { seq, now, lifeMs = MAX_RULES_LIFE_MS, keys } = signing;
  const pack: RulePack = {
    schema: RULES_SCHEMA,
    seq,
    issued: new Date(now).toISOString(),
    expires: new Date(now + Math.min(lifeMs, MAX_RULES_LIFE_MS)).toISOString(),
    ...content,
  };
  const parsed = rulePackSchema.safeParse(pack);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.map(String).join('.') || 'the pack'}: ${issue?.message}`);
  }
  const payload = Buffer.from(JSON.stringify(pack));
  const bytes = signedBytes(payload);
  const sigs = keys.map(({ kid, sign }) => ({ kid, sig: sign(bytes).toString('base64') }));
  const file = `${JSON.stringify({ payload: payload.toString('base64'), sigs })}\n`;
  if (file.length > MAX_RULES_BYTES) {
    throw new Error(
      `the pack has ${file.length} bytes, more than ${MAX_RULES_BYTES}: take rules out`,
    );
  }
  return file;
}
