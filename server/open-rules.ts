import type { IssuerKey } from '../lib/protocol/issuer-key.ts';
import type { Service } from '../lib/services/schema.ts';
import type { Log } from './log.ts';
import { createRules, type Rules } from './rules/rules.ts';
import { createSigner } from './rules/signer.ts';
import { readSigningKey } from './rules/signing-key.ts';
import type { Settings } from './settings.ts';

/** What the rule pack stands on. */
export interface RulesParts {
  readonly services: readonly Service[];
  readonly clock: () => number;
  readonly log: Log;
  /** Public keys of the issuer of tokens, for a pack that is signed here. */
  readonly issuerKeys: (now: number) => readonly IssuerKey[];
}

/**
 * The rule pack: brought from elsewhere, or signed here with the operator's key.
 * @throws Error whose message is one line that says what to do
 */
export function openRules(
  { rules, rulesKey, rulesSource }: Pick<Settings, 'rules' | 'rulesKey' | 'rulesSource'>,
  { services, clock, log, issuerKeys }: RulesParts,
): Rules {
  const signer =
    rulesKey === null
      ? null
      : createSigner({
          key: signingKey(rulesKey),
          sourcePath: rulesSource,
          services,
          issuerKeys,
          onBadSource: (why) => log.warn('rules-source-unusable', { why }),
        });
  return createRules({
    path: rules,
    signer,
    clock,
    onUnreadable: () => log.warn('rules-unreadable', { advice: 'it is no signed rule pack' }),
    onDatedAhead: (issuedAt) =>
      log.warn('rules-dated-ahead', {
        issued: new Date(issuedAt).toISOString(),
        advice:
          'readers take a pack a day before its time of issue at the earliest: sign it again where the clock is right',
      }),
  });
}

function signingKey(path: string) {
  try {
    return readSigningKey(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`OUTCRY_RULES_KEY must be the path of a key that signs rule packs: ${why}`);
  }
}
