import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Service } from '../lib/services/schema.ts';
import { createApp, createHotRoutes } from './app.ts';
import { describeError } from './describe-error.ts';
import { every } from './every.ts';
import { createIntake } from './intake/intake.ts';
import { createTrustedProxies } from './intake/trusted-proxies.ts';
import { createArchive } from './judge/archive.ts';
import { createBoard } from './judge/board.ts';
import { createChronicle } from './judge/chronicle.ts';
import { isUndecided } from './judge/is-undecided.ts';
import { createJudge } from './judge/judge.ts';
import { createDuties, JOBS } from './lease/duties.ts';
import { CLAIM_EVERY_MS } from './lease/lease.ts';
import { createSharedWords } from './lease/shared-words.ts';
import { listen } from './listen.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openOfficial } from './open-official.ts';
import { openRules } from './open-rules.ts';
import { openStore } from './open-store.ts';
import { createOriginOf } from './pages/origin.ts';
import type { Settings } from './settings.ts';
import { openTokens } from './tokens/tokens.ts';

/** Acknowledged voices are public after this pause at the latest, and their verdict with them. Milliseconds. */
const JUDGE_EVERY_MS = 2_000;

const MINUTE_MS = 60_000;

/** Each document of a vendor's page is looked after this often; it is asked for once a minute. Milliseconds. */
const OFFICIAL_EVERY_MS = 1_000;

/** Another rule pack in the folder is noticed after this. Milliseconds. */
const RULES_EVERY_MS = 5_000;

const WARN_EVERY_MS = 60 * MINUTE_MS;

/** A running server. */
export interface Running {
  readonly url: string;
  /** Answers what is under way, makes it durable and lets go of everything, within five seconds. */
  stop(): Promise<void>;
}

/** A function that calls another at most once per hour. */
function hourly(clock: () => number, act: () => void): () => void {
  let actedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (clock() - actedAt < WARN_EVERY_MS) return;
    actedAt = clock();
    act();
  };
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/**
 * Builds the parts from the settings and starts to listen.
 * @throws Error whose message is one line that says what to do
 */
export async function start(
  settings: Settings,
  services: readonly Service[],
  log: Log,
  clock: () => number,
): Promise<Running> {
  const serviceIds = services.map(({ id }) => id);
  const metrics = createMetrics();
  const { store, peers } = await openStore(settings, { services: serviceIds, clock, log });
  const warnMisled = hourly(clock, () =>
    log.warn('untrusted-forwarding', {
      advice:
        'a proxy sends X-Forwarded-For: name it in OUTCRY_TRUST_PROXY, or all its clients are one network',
    }),
  );
  const onStoreError = (error: Error) => {
    metrics.storeError();
    log.error('store-failed', describeError(error));
  };
  const tokens = await openTokens(settings, store, clock, metrics.token, onStoreError, {
    peers,
    onForeignKeys: hourly(clock, () =>
      log.warn('issuer-keys-differ', {
        folder: settings.tokenKeys,
        advice:
          'another server of this cluster signs with other keys, and takes tokens of this one for expired: let OUTCRY_TOKEN_KEYS name one folder for all',
      }),
    ),
  });
  const intake = createIntake({
    store,
    clock,
    randomKey: () => randomBytes(32),
    trustedProxies: createTrustedProxies(settings.trustedProxies),
    metrics,
    paused: settings.paused,
    undecided: (service) => isUndecided(board.status().services[service]),
    onNewBuckets: tokens.forgetNetworks,
    onMisled() {
      metrics.misled();
      warnMisled();
    },
    onStoreError,
  });
  const stopping = new AbortController();
  const { signal } = stopping;
  const { random } = Math;
  const official = openOfficial(settings, { services, store, clock, random, log, metrics, signal });
  const duties = createDuties({
    peers,
    jobs: JOBS.filter((job) => job !== 'official' || official !== null),
    holder: randomUUID(),
    elapsed: () => performance.now(),
    onChange: (job, held) => log.info(held ? 'duty-taken' : 'duty-left', { job }),
  });
  const isPolling = () => duties.has('official');
  const words = official && createSharedWords({ official, peers, isPolling, clock });
  const { paused } = settings;
  const { flooded } = intake;
  const judge = createJudge(store, serviceIds, clock);
  const board = createBoard({
    ...{ store, services, clock, judge, paused, flooded },
    ...(words === null ? {} : { official: words.word }),
  });
  const chronicle = createChronicle({ store, clock, board });
  const archive = createArchive({
    store: { ...store, prune: duties.only('retention', store.prune) },
    ...{ services: serviceIds, clock, board, chronicle },
  });
  const rules = openRules(settings, { services, clock, log, issuerKeys: tokens.publicKeys });
  const isStopping = () => signal.aborted;
  const parts = { store, intake, tokens, board, archive, chronicle, rules };
  let port: number | null = null;
  const originOf = createOriginOf(settings.origin, () => port);
  const deps = { ...parts, clock, services, metrics, log, isStopping, originOf };
  const app = createApp(deps);
  const hot = createHotRoutes(deps);

  const failed = (job: string) => (error: unknown) =>
    log.error('job-failed', { job, ...describeError(error) });
  const judgeAll = async () => {
    await words?.update().catch(failed('official-words'));
    await board.update();
    await chronicle.update();
  };
  await duties.keep().catch(failed('duties'));
  // A cluster that has just lost a node finds itself again; until then nothing is known.
  const firstTime = (job: string, work: () => Promise<void>) =>
    peers === null ? work() : work().catch(failed(job));
  await firstTime('judge', judgeAll);
  await firstTime('archive', archive.update);
  await rules.update().catch(failed('rules'));
  if (settings.tokens === 'required' && typeof rules.now() === 'string') {
    const advice =
      'browsers take its keys from the rule pack, and there is none: set OUTCRY_RULES_KEY';
    log.warn('tokens-unusable', { advice });
  }
  const listening = await listen(app, hot, settings.host, settings.port).catch(async (error) => {
    await store.close();
    throw error;
  });
  ({ port } = listening.address);
  const jobs = [
    ...(peers === null ? [] : [every(CLAIM_EVERY_MS, duties.keep, failed('duties'), signal)]),
    every(JUDGE_EVERY_MS, judgeAll, failed('judge'), signal),
    every(
      MINUTE_MS,
      async () => {
        intake.forget();
        await archive.update();
      },
      failed('archive'),
      signal,
    ),
    every(MINUTE_MS, tokens.update, failed('issuer-keys'), signal),
    every(RULES_EVERY_MS, rules.update, failed('rules'), signal),
    ...(official?.documents ?? []).map((document) =>
      every(
        OFFICIAL_EVERY_MS,
        duties.only('official', document.update),
        failed('official'),
        signal,
      ),
    ),
  ];

  return {
    url: urlOf(listening.address),
    async stop() {
      stopping.abort();
      await listening.stop();
      await intake.drained();
      await Promise.all(jobs);
      await duties.release();
      await store.close();
    },
  };
}
