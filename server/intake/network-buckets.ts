import { randomBytes } from 'node:crypto';
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
 * @param onNewKey told when old buckets mean nothing any more
 */
export function createNetworkBuckets(
  clock: () => number,
  onNewKey: () => void = () => {},
): NetworkBuckets {
  let hmac = createShortHmac(randomBytes(32));
  let madeAt = clock();
  return {
    of(address) {
      if (clock() - madeAt >= KEY_LIFE_MS) {
        hmac = createShortHmac(randomBytes(32));
        madeAt = clock();
        onNewKey();
      }
      return Number.parseInt(hmac(networkOf(address)).slice(0, 4), 16);
    },
  };
}
