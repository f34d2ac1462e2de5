import type { Settings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import { createIssuer, type Issuer } from './issuer.ts';
import { type IssuerKeys, openIssuerKeys } from './issuer-keys.ts';
import { openKeyFolder } from './key-folder.ts';
import { createRedeemer, type Redeemer } from './redeemer.ts';
import { createSpender } from './spender.ts';
import type { TokenEvent } from './token-events.ts';

/** All that the server does with tokens. */
export interface Tokens extends Redeemer, Pick<IssuerKeys, 'publicKeys' | 'update'> {
  /** Null when none are issued. */
  readonly issuer: Issuer | null;
}

/** Without tokens every batch is let in like every other, whatever it brings. */
export const NO_TOKENS: Tokens = {
  issuer: null,
  redeem: async () => 'vouched',
  publicKeys: () => [],
  update: async () => {},
};

/**
 * @param note told what becomes of each token
 * @param onStoreError told when the store did not answer
 * @throws Error whose message is one line that says what to do
 */
export async function openTokens(
  { tokens, tokenKeys }: Pick<Settings, 'tokens' | 'tokenKeys'>,
  store: Pick<Store, 'spend'>,
  clock: () => number,
  note: (event: TokenEvent) => void,
  onStoreError: (error: Error) => void,
): Promise<Tokens> {
  if (tokens === 'off') return NO_TOKENS;
  const keys = await openIssuerKeys(openKeyFolder(tokenKeys), clock);
  const issuer = createIssuer(keys, clock);
  return {
    issuer,
    ...createRedeemer(keys, createSpender(store), tokens === 'required', note, onStoreError),
    publicKeys: keys.publicKeys,
    update() {
      issuer.forget();
      return keys.update();
    },
  };
}
