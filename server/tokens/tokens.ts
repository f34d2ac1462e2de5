import type { Settings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import { createIssuer, type Issuer } from './issuer.ts';
import { type IssuerKeys, openIssuerKeys } from './issuer-keys.ts';
import { openKeyFolder } from './key-folder.ts';
import { createRedeemer, type Redeemer } from './redeemer.ts';
import { ALONE, type KeySharing, sharesKey } from './share-keys.ts';
import { createSpender } from './spender.ts';
import type { TokenEvent } from './token-events.ts';

/** All that the server does with tokens. */
export interface Tokens
  extends Pick<Redeemer, 'redeem'>,
    Pick<IssuerKeys, 'publicKeys' | 'update'> {
  /** Null when none are issued. */
  readonly issuer: Issuer | null;
  /** Forgets which networks asked: their buckets have changed. */
  forgetNetworks(): void;
}

/** Without tokens every batch is let in like every other, whatever it brings. */
export const NO_TOKENS: Tokens = {
  issuer: null,
  redeem: async () => 'vouched',
  publicKeys: () => [],
  update: async () => {},
  forgetNetworks: () => {},
};

/**
 * @param note told what becomes of each token
 * @param onStoreError told when the store did not answer
 * @param sharing the other nodes, which must have the same keys: each would take the tokens of the others for expired
 * @throws Error whose message is one line that says what to do
 */
export async function openTokens(
  { tokens, tokenKeys }: Pick<Settings, 'tokens' | 'tokenKeys'>,
  store: Pick<Store, 'spend'>,
  clock: () => number,
  note: (event: TokenEvent) => void,
  onStoreError: (error: Error) => void,
  sharing: KeySharing = ALONE,
): Promise<Tokens> {
  if (tokens === 'off') return NO_TOKENS;
  const keys = await openIssuerKeys(openKeyFolder(tokenKeys), clock);
  // A cluster that is just finding itself cannot tell: the next minute does.
  const isShared = await sharesKey(sharing, keys.signing()).catch((error: Error) => {
    onStoreError(error);
    return true;
  });
  if (!isShared) {
    if (tokens === 'required') {
      throw new Error(
        `OUTCRY_TOKEN_KEYS must be one folder for all servers of this cluster: another of them signs tokens with other keys than those in ${tokenKeys}`,
      );
    }
    sharing.onForeignKeys();
  }
  const issuer = createIssuer(keys, clock);
  const spender = createSpender(store);
  const redeemer = createRedeemer(keys, spender, tokens === 'required', note, onStoreError);
  return {
    issuer,
    redeem: redeemer.redeem,
    publicKeys: keys.publicKeys,
    forgetNetworks: issuer.clear,
    async update() {
      issuer.forget();
      redeemer.forget();
      await keys.update();
      if (!(await sharesKey(sharing, keys.signing()))) sharing.onForeignKeys();
    },
  };
}
