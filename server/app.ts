import { METHODS } from 'node:http';
import { Hono } from 'hono';
import type { Service } from '../lib/services/schema.ts';
import { errorAnswer } from './http/error-answer.ts';
import { PUBLIC_HEADERS } from './http/headers.ts';
import type { Env } from './http/peer-of.ts';
import type { RouteName } from './http/route-names.ts';
import type { Intake } from './intake/intake.ts';
import type { Archive } from './judge/archive.ts';
import type { Board } from './judge/board.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { createObserver, type Handler } from './middleware/observe.ts';
import { createPublicPages } from './pages/public-pages.ts';
import { healthRoute, readyRoute } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { openapiRoute } from './routes/openapi.ts';
import { pageRoute } from './routes/pages.ts';
import { publicFileRoute } from './routes/public-file.ts';
import { reportsRoute } from './routes/reports.ts';
import type { Store } from './store/store.ts';

/** All that the routes stand on. */
export interface AppDeps {
  readonly store: Pick<Store, 'ping' | 'tally'>;
  readonly clock: () => number;
  readonly services: readonly Service[];
  readonly intake: Intake;
  readonly board: Pick<Board, 'status' | 'file'>;
  readonly archive: Pick<Archive, 'history' | 'file' | 'transitions'>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly isStopping: () => boolean;
}

/** A cross-origin reader may send `If-None-Match`, which browsers ask about first. */
const PREFLIGHT_HEADERS = {
  ...PUBLIC_HEADERS,
  Allow: 'GET, HEAD, OPTIONS',
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers': 'If-None-Match',
  'Access-Control-Max-Age': '86400',
} as const;

/** The server as a value: `app.request()` in tests, a listener around `app.fetch` in production. */
export function createApp(deps: AppDeps): Hono<Env> {
  const { store, clock, services, intake, board, archive, metrics, log } = deps;
  const serviceIds = services.map(({ id }) => id);
  const pages = createPublicPages(services, board, archive);
  const observed = createObserver(log, metrics);
  const app = new Hono<Env>();

  // Named one by one: a catch-all would match GET too, and two matches cost Hono its quick path.
  const refuseOthers = (path: string, name: RouteName, allowed: readonly string[]) => {
    const others = METHODS.filter((method) => !allowed.includes(method));
    const headers = { Allow: allowed.join(', ') };
    app.on(
      others,
      path,
      observed(name, () => errorAnswer('method-not-allowed', undefined, headers)),
    );
  };
  const get = (path: string, name: RouteName, handler: Handler) => {
    app.get(path, observed(name, handler));
    refuseOthers(path, name, ['GET', 'HEAD']);
  };
  const getPublic = (path: string, name: RouteName, handler: Handler) => {
    app.get(path, observed(name, handler));
    app.options(
      path,
      observed(name, () => new Response(null, { status: 204, headers: PREFLIGHT_HEADERS })),
    );
    refuseOthers(path, name, ['GET', 'HEAD', 'OPTIONS']);
  };

  app.post('/v1/reports', observed('reports', reportsRoute(intake, metrics, serviceIds)));
  refuseOthers('/v1/reports', 'reports', ['POST']);
  getPublic('/v1/status.json', 'status', publicFileRoute(board.file));
  getPublic('/v1/history.json', 'history', publicFileRoute(archive.file));
  getPublic('/v1/openapi.json', 'openapi', openapiRoute(serviceIds));
  getPublic('/', 'home', pageRoute(pages.home));
  getPublic('/s/:id', 'service-page', pageRoute(pages.service));
  getPublic('/feed.atom', 'feed', pageRoute(pages.feed));
  getPublic('/badge/:id{.+\\.svg}', 'badge', pageRoute(pages.badge));
  get('/healthz', 'health', healthRoute());
  get('/readyz', 'ready', readyRoute(store, deps.isStopping));
  get('/metrics', 'metrics', metricsRoute(store, metrics, serviceIds, clock));
  app.notFound(observed('other', () => errorAnswer('not-found')));
  return app;
}
