import { MAX_AGE_MINUTES, type Reports } from '../../lib/protocol/reports.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { PlainRequest } from '../http/plain.ts';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';
import { type Admission, createAdmission, RETRY_SECONDS } from './admission.ts';
import { ballotsOf } from './ballots-of.ts';
import { createCaps } from './caps.ts';
import { clientAddress } from './client-address.ts';
import { createGroupCommit } from './group-commit.ts';
import { createNetworkBuckets, type NetworkBucket } from './network-buckets.ts';
import { createRateLimit } from './rate-limit.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

/** What became of a batch. `retryAfter` is in seconds. */
export type Taken =
  | { readonly kind: 'accepted'; readonly next: number }
  | { readonly kind: 'too-many' | 'busy' | 'unavailable'; readonly retryAfter: number };

/** The door: whose batch it is, whether it may come in, and the way into the store. */
export interface Intake extends Pick<Admission, 'flooded' | 'turnsAway' | 'retrySeconds'> {
  /** The bucket of the network a request came from. */
  bucketOf(request: Pick<PlainRequest, 'peer' | 'header'>): NetworkBucket;
  /** Seconds this network must wait before its next batch, 0 when it need not. */
  wait(network: NetworkBucket): number;
  /** Takes from a network's allowance what a refusal has cost the server. */
  charge(network: NetworkBucket): void;
  /**
   * Takes a batch. Resolves when every vote in it is durable, or with the reason why it was not taken.
   * @param isVouched whether a token speaks for it: it is turned away last
   */
  take(reports: Reports, network: NetworkBucket, isVouched: boolean): Promise<Taken>;
  /** Forgets what is no longer needed; to be called every minute. */
  forget(): void;
  /** Resolves when nothing waits for the store any more. */
  drained(): Promise<void>;
}

export interface IntakeOptions {
  readonly store: Pick<Store, 'add'>;
  readonly clock: () => number;
  /** 32 random bytes, new ones each time. */
  readonly randomKey: () => Uint8Array;
  readonly trustedProxies: TrustedProxies;
  readonly metrics: Metrics;
  /** The operator has paused the count: clients are asked to come seldom. */
  readonly paused?: boolean;
  /** Whether a service's verdict needs more voices: who has some is asked to come back sooner. */
  readonly undecided?: (service: string) => boolean;
  /** Told when buckets stand for other networks than before. */
  readonly onNewBuckets?: () => void;
  /** Told about a forwarding header that was not believed. */
  readonly onMisled: () => void;
  /** Told when the store did not take a group. */
  readonly onStoreError: (error: Error) => void;
}

/** @returns the door of one node: its caps, allowances and ceilings live in its memory only */
export function createIntake(options: IntakeOptions): Intake {
  const { clock, metrics, trustedProxies, undecided = () => false } = options;
  const caps = createCaps();
  const rateLimit = createRateLimit(clock);
  const admission = createAdmission(clock, options.paused);
  const commit = createGroupCommit(options.store, caps);
  const buckets = createNetworkBuckets(clock, options.randomKey, () => {
    rateLimit.clear();
    options.onNewBuckets?.();
  });

  return {
    flooded: admission.flooded,
    turnsAway: admission.turnsAway,
    retrySeconds: admission.retrySeconds,
    wait: ({ bucket }) => rateLimit.wait(bucket),
    charge: ({ bucket }) => void rateLimit.take(bucket),
    drained: commit.drained,
    bucketOf(request) {
      const client = clientAddress(request, trustedProxies);
      if (client.misled) options.onMisled();
      return buckets.of(client.address);
    },
    async take(reports, network, isVouched) {
      const leave = admission.enter(reports, isVouched);
      if (leave === null) return { kind: 'busy', retryAfter: admission.retrySeconds() };
      try {
        const wait = rateLimit.take(network.bucket);
        if (wait > 0) return { kind: 'too-many', retryAfter: wait };
        await commit.submit(ballotsOf(reports, network, minuteOf(clock()), metrics.dropped));
        const isNeeded = reports.seen.some(({ service }) => undecided(service));
        return { kind: 'accepted', next: admission.next(isNeeded) };
      } catch (error) {
        options.onStoreError(error as Error);
        return { kind: 'unavailable', retryAfter: RETRY_SECONDS };
      } finally {
        leave();
      }
    },
    forget() {
      caps.forget(minuteOf(clock()) - MAX_AGE_MINUTES - 1);
      rateLimit.forget();
    },
  };
}
