import { type Context, Hono } from 'hono';
import type { Service } from '../lib/services/schema.ts';
import { errorAnswer } from './http/error-answer.ts';
import { PUBLIC_HEADERS } from './http/headers.ts';
import { type Answer, type Env, type Handler, plainOfHono, toResponse } from './http/plain.ts';
import type { HotRoutes } from './http/quick-answers.ts';
import type { RouteName } from './http/route-names.ts';
import type { Intake } from './intake/intake.ts';
import type { Archive } from './judge/archive.ts';
import type { Board } from './judge/board.ts';
import type { Chronicle } from './judge/chronicle.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { createObserver } from './middleware/observe.ts';
import type { OriginOf } from './pages/origin.ts';
import { createPublicPages } from './pages/public-pages.ts';
import { healthRoute, readyRoute } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { openapiRoute } from './routes/openapi.ts';
import { missingRoute } from './routes/pages.ts';
import { publicFileRoute } from './routes/public-file.ts';
import { publicRoutes } from './routes/public-routes.ts';
import { reportsRoute } from './routes/reports.ts';
import { rulesRoute } from './routes/rules.ts';
import { shedReports } from './routes/shed-reports.ts';
import { tokensRoute } from './routes/tokens.ts';
import type { Rules } from './rules/rules.ts';
import type { Store } from './store/store.ts';
import type { Tokens } from './tokens/tokens.ts';

/** All that the routes stand on. */
export interface AppDeps {
  readonly store: Pick<Store, 'ping' | 'tally'>;
  readonly clock: () => number;
  readonly services: readonly Service[];
  readonly intake: Intake;
  readonly tokens: Pick<Tokens, 'redeem' | 'issuer'>;
  readonly board: Pick<Board, 'status' | 'file' | 'shared' | 'official'>;
  readonly archive: Pick<Archive, 'history' | 'file'>;
  readonly chronicle: Pick<Chronicle, 'incidents' | 'version'>;
  readonly rules: Pick<Rules, 'now'>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly isStopping: () => boolean;
  /** The server's public address, for links in full; unknown by default. */
  readonly originOf?: OriginOf;
}

/** A cross-origin reader may send `If-None-Match`, which browsers ask about first. */
const PREFLIGHT: Answer = {
  status: 204,
  headers: {
    ...PUBLIC_HEADERS,
    Allow: 'GET, HEAD, OPTIONS',
    'Access-Control-Allow-Methods': 'GET, HEAD',
    'Access-Control-Allow-Headers': 'If-None-Match',
    'Access-Control-Max-Age': '86400',
  },
  body: null,
};

/** The server as a value: `app.request()` in tests, a listener around `app.fetch` in production. */
export function createApp(deps: AppDeps): Hono<Env> {
  const { store, clock, services, intake, tokens, board, archive, chronicle, metrics, log } = deps;
  const serviceIds = services.map(({ id }) => id);
  const pages = createPublicPages(services, board, archive, chronicle);
  const { originOf = () => null } = deps;
  const observed = createObserver(log, metrics, deps.isStopping);
  const app = new Hono<Env>();

  const via = (name: RouteName, handler: Handler) => {
    const watched = observed(name, handler);
    return async (c: Context<Env>) => toResponse(await watched(plainOfHono(c)));
  };
  const refuseOthers = (path: string, name: RouteName, allowed: string) => {
    const refusal = errorAnswer('method-not-allowed', undefined, { Allow: allowed });
    app.all(
      path,
      via(name, () => refusal),
    );
  };
  const get = (path: string, name: RouteName, handler: Handler) => {
    app.get(path, via(name, handler));
    refuseOthers(path, name, 'GET, HEAD');
  };
  const getPublic = (path: string, name: RouteName, handler: Handler) => {
    app.get(path, via(name, handler));
    app.options(
      path,
      via(name, () => PREFLIGHT),
    );
    refuseOthers(path, name, 'GET, HEAD, OPTIONS');
  };

  app.post('/v1/reports', via('reports', reportsRoute(intake, tokens, metrics, serviceIds)));
  refuseOthers('/v1/reports', 'reports', 'POST');
  app.post('/v1/tokens', via('tokens', tokensRoute(tokens.issuer, intake, metrics.token)));
  refuseOthers('/v1/tokens', 'tokens', 'POST');
  getPublic('/v1/status.json', 'status', publicFileRoute(board.file));
  getPublic('/v1/history.json', 'history', publicFileRoute(archive.file));
  getPublic('/v1/rules.json', 'rules', rulesRoute(deps.rules));
  getPublic('/v1/openapi.json', 'openapi', openapiRoute(serviceIds));
  for (const route of publicRoutes(pages, originOf)) getPublic(...route);
  get('/healthz', 'health', healthRoute());
  get('/readyz', 'ready', readyRoute(store, deps.isStopping));
  get('/metrics', 'metrics', metricsRoute(store, metrics, serviceIds, clock));
  app.notFound(via('other', missingRoute(pages.missing, originOf)));
  return app;
}

/** The same handlers for the two busiest requests, to be asked without routing. */
export function createHotRoutes(
  deps: Pick<
    AppDeps,
    'intake' | 'tokens' | 'board' | 'metrics' | 'log' | 'services' | 'isStopping'
  >,
): HotRoutes {
  const { intake, tokens, board, metrics, log, services } = deps;
  const observed = createObserver(log, metrics, deps.isStopping);
  const serviceIds = services.map(({ id }) => id);
  return {
    status: observed('status', publicFileRoute(board.file)),
    reports: shedReports(
      observed('reports', reportsRoute(intake, tokens, metrics, serviceIds)),
      ...([intake, metrics, log] as const),
    ),
    onLost: () => metrics.refused('bad-request'),
  };
}
