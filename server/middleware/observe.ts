import { describeError } from '../describe-error.ts';
import { errorAnswer } from '../http/error-answer.ts';
import type { Answer, Handler } from '../http/plain.ts';
import type { RouteName } from '../http/route-names.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';

/**
 * Wraps a route's handler so that its answer is measured and logged by name, and a throw becomes a
 * 500 with an error body. While the server stops, each answer is the last one on its connection.
 */
export function createObserver(log: Log, metrics: Metrics, isStopping: () => boolean) {
  return (route: RouteName, handler: Handler): Handler =>
    (request) => {
      const started = performance.now();
      const done = (answer: Answer): Answer => {
        const ms = performance.now() - started;
        metrics.answered(route, answer.status, ms);
        log.request(route, answer.status, ms, Number(request.header('content-length') ?? 0));
        if (!isStopping()) return answer;
        return { ...answer, headers: { ...answer.headers, Connection: 'close' } };
      };
      const failed = (error: unknown): Answer => {
        log.error('request-failed', { route, ...describeError(error) });
        return done(errorAnswer('internal'));
      };
      try {
        const answer = handler(request);
        return answer instanceof Promise ? answer.then(done, failed) : done(answer);
      } catch (error) {
        return failed(error);
      }
    };
}
