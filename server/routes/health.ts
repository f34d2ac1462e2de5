import { errorAnswer, jsonAnswer } from '../http/error-answer.ts';
import type { Handler } from '../http/plain.ts';
import { RETRY_SECONDS } from '../intake/admission.ts';
import type { Store } from '../store/store.ts';

const ok = () => jsonAnswer(200, { ok: true });

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
