import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { msOf } from '../../../lib/protocol/vocabulary.ts';
import { readServices } from '../../../lib/services/read.ts';
import { createApp } from '../../../server/app.ts';
import { createIntake } from '../../../server/intake/intake.ts';
import { createTrustedProxies } from '../../../server/intake/trusted-proxies.ts';
import { createArchive } from '../../../server/judge/archive.ts';
import { createBoard } from '../../../server/judge/board.ts';
import { createChronicle } from '../../../server/judge/chronicle.ts';
import { isUndecided } from '../../../server/judge/is-undecided.ts';
import { createJudge } from '../../../server/judge/judge.ts';
import { createLog } from '../../../server/log.ts';
import { createMetrics } from '../../../server/metrics.ts';
import type { OfficialWord } from '../../../server/official/official-word.ts';
import type { OriginOf } from '../../../server/pages/origin.ts';
import type { Rules } from '../../../server/rules/rules.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import { NO_TOKENS, type Tokens } from '../../../server/tokens/tokens.ts';

/** 3 February 2026, 19:00 UTC. */
export const NOON = Math.floor(Date.UTC(2026, 1, 3, 19) / 60_000);

export interface TestServerOptions {
  readonly store?: Store;
  readonly paused?: boolean;
  readonly flooded?: () => boolean;
  readonly official?: (service: string) => OfficialWord | undefined;
  readonly rules?: Pick<Rules, 'now'>;
  readonly tokens?: Pick<Tokens, 'redeem' | 'issuer' | 'forgetNetworks'>;
  readonly randomKey?: () => Uint8Array;
  readonly originOf?: OriginOf;
  /** Milliseconds; by default `NOON`. */
  readonly now?: number;
}

/** The whole server but its listener, on a clock that the test moves. */
export function createTestServer(options: TestServerOptions = {}) {
  const time = { now: options.now ?? msOf(NOON) };
  const clock = () => time.now;
  const lines: string[] = [];
  const log = createLog((text) => lines.push(text), clock);
  const store = options.store ?? createSqliteStore(':memory:');
  const services = readServices();
  const serviceIds = services.map(({ id }) => id);
  const metrics = createMetrics();
  const { tokens = NO_TOKENS } = options;
  const intake = createIntake({
    store,
    clock,
    // Fixed, so that no two of the first 100 test networks share a bucket by chance.
    randomKey: options.randomKey ?? (() => new Uint8Array(32).fill(1)),
    paused: options.paused ?? false,
    onNewBuckets: tokens.forgetNetworks,
    undecided: (service) => isUndecided(board.status().services[service]),
    metrics,
    trustedProxies: createTrustedProxies(['127.0.0.1']),
    onMisled: metrics.misled,
    onStoreError: metrics.storeError,
  });
  const board = createBoard({
    store,
    services,
    clock,
    judge: createJudge(store, serviceIds, clock),
    paused: options.paused ?? false,
    flooded: options.flooded ?? intake.flooded,
    ...(options.official === undefined ? {} : { official: options.official }),
  });
  const chronicle = createChronicle({ store, clock, board });
  const archive = createArchive({ store, services: serviceIds, clock, board, chronicle });
  const state = { stopping: false };
  const isStopping = () => state.stopping;
  const app = createApp({
    store,
    clock,
    services,
    intake,
    tokens,
    board,
    archive,
    chronicle,
    rules: options.rules ?? { now: () => 'none' },
    metrics,
    log,
    isStopping,
    ...(options.originOf === undefined ? {} : { originOf: options.originOf }),
  });
  const request = (path: string, init?: RequestInit, peer = '127.0.0.1') =>
    app.request(path, init, { peer });
  const requestFrom = (network: string, path: string, init: RequestInit = {}) =>
    request(path, { ...init, headers: { ...init.headers, 'x-forwarded-for': network } });

  return {
    app,
    archive,
    board,
    chronicle,
    intake,
    log,
    lines,
    metrics,
    request,
    requestFrom,
    serviceIds,
    services,
    state,
    store,
    time,
    minute: () => Math.floor(time.now / 60_000),
    /** Does what the server does every two seconds. */
    async judge() {
      await board.update();
      await chronicle.update();
    },
    /** Moves the clock. Minutes. */
    pass(minutes: number) {
      time.now += msOf(minutes);
    },
  };
}

export type TestServer = ReturnType<typeof createTestServer>;

/** A folder that goes away with `dispose`. */
export function temporaryFolder(): { readonly path: string; dispose(): void } {
  const path = mkdtempSync(join(tmpdir(), 'outcry-server-'));
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
}
