import { errorAnswer } from '../http/error-answer.ts';
import { PRIVATE_HEADERS } from '../http/headers.ts';
import { RETRY_SECONDS } from '../intake/admission.ts';
import type { Handler } from '../middleware/observe.ts';
import type { Store } from '../store/store.ts';

const OK_HEADERS = { ...PRIVATE_HEADERS, 'Content-Type': 'application/json' } as const;

const ok = (): Response => new Response('{"ok":true}', { headers: OK_HEADERS });

/** `GET /healthz`: the process runs. */
export function healthRoute(): Handler {
  return ok;
}

/** `GET /readyz`: the store answers, and the server is not about to stop. */
export function readyRoute(store: Pick<Store, 'ping'>, isStopping: () => boolean): Handler {
  const notReady = () =>
    errorAnswer('unavailable', undefined, { 'Retry-After': String(RETRY_SECONDS) });
  return async () => {
    if (isStopping()) return notReady();
    return store.ping().then(ok, notReady);
  };
}
