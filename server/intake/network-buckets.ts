import { createHmac, randomBytes } from 'node:crypto';
import { networkOf } from './address.ts';

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
  let key = randomBytes(32);
  let madeAt = clock();
  return {
    of(address) {
      if (clock() - madeAt >= KEY_LIFE_MS) {
        key = randomBytes(32);
        madeAt = clock();
        onNewKey();
      }
      return createHmac('sha256', key).update(networkOf(address)).digest().readUInt16BE(0);
    },
  };
}
