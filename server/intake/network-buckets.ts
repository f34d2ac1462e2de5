import { networkOf } from './address.ts';
import { createShortHmac } from './short-hmac.ts';

/** How many buckets all networks share: 256 IPv4 networks each, so that a bucket names nobody. */
export const BUCKETS = 65_536;

const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

export interface NetworkBuckets {
  /** The bucket of a plain address, 0 to 65,535: equal for equal networks until the key changes. */
  of(address: string): number;
}

/**
 * Turns addresses into buckets under a random key that lives in memory only and is replaced every 24 hours.
 * @param randomKey 32 random bytes
 * @param onNewKey told when old buckets mean nothing any more
 */
export function createNetworkBuckets(
  clock: () => number,
  randomKey: () => Uint8Array,
  onNewKey: () => void,
): NetworkBuckets {
  let hmac = createShortHmac(randomKey());
  let madeAt = clock();
  return {
    of(address) {
      if (clock() - madeAt >= KEY_LIFE_MS) {
        hmac = createShortHmac(randomKey());
        madeAt = clock();
        onNewKey();
      }
      return Number.parseInt(hmac(networkOf(address)).slice(0, 4), 16);
    },
  };
}
