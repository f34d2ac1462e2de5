import { MAX_AGE_MINUTES, MAX_AHEAD_MINUTES } from '../../lib/protocol/reports.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import { networkOf } from './address.ts';
import { createShortHmac } from './short-hmac.ts';

/** How many buckets all networks share: 256 IPv4 networks each, so that a bucket names nobody. */
export const BUCKETS = 65_536;

const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

/** The bucket of one network, 0 to 65,535: equal for equal networks until the key changes. */
export interface NetworkBucket {
  readonly bucket: number;
  /** Its bucket under the key before, for the minutes up to `until`; null once those are no longer taken. */
  readonly before: { readonly bucket: number; readonly until: number } | null;
}

export interface NetworkBuckets {
  /** The bucket of a plain address. */
  of(address: string): NetworkBucket;
}

/** @returns the bucket in which a network's voices about a minute count, whichever key they come under */
export function bucketIn({ bucket, before }: NetworkBucket, minute: number): number {
  return before !== null && minute <= before.until ? before.bucket : bucket;
}

interface Key {
  readonly hmac: (message: string) => string;
  readonly madeAt: number;
}

function bucketOf({ hmac }: Key, network: string): number {
  return Number.parseInt(hmac(network).slice(0, 4), 16);
}

/**
 * Turns addresses into buckets under a random key that lives in memory only and is replaced every 24 hours.
 * Minutes that began under a key are counted under it to their end, or at each change every network
 * would count twice in the minutes that are still taken.
 * @param randomKey 32 random bytes
 * @param onNewKey told when buckets have changed
 */
export function createNetworkBuckets(
  clock: () => number,
  randomKey: () => Uint8Array,
  onNewKey: () => void,
): NetworkBuckets {
  const newKey = (): Key => ({ hmac: createShortHmac(randomKey()), madeAt: clock() });
  let key = newKey();
  let last: Key | null = null;

  const renew = () => {
    const age = clock() - key.madeAt;
    if (age >= KEY_LIFE_MS) {
      last = key;
      key = newKey();
      onNewKey();
    } else if (last !== null && minuteOf(clock()) - MAX_AGE_MINUTES > lastMinuteOf(key)) {
      last = null;
    }
  };
  /** The last minute of which somebody may have spoken before the key was made. */
  const lastMinuteOf = ({ madeAt }: Key) => minuteOf(madeAt) + MAX_AHEAD_MINUTES;

  return {
    of(address) {
      renew();
      const network = networkOf(address);
      const before =
        last === null ? null : { bucket: bucketOf(last, network), until: lastMinuteOf(key) };
      return { bucket: bucketOf(key, network), before };
    },
  };
}
