import { errorAnswer } from '../http/error-answer.ts';
import type { Answer, Handler } from '../http/plain.ts';
import { bringsToken } from '../intake/brings-token.ts';
import type { Intake } from '../intake/intake.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';

/** While it lasts the log says so this often, and not for each request. Milliseconds. */
const TELL_EVERY_MS = 10_000;

/**
 * Turns reports away while the server is full, before they are looked at: with the answer ready made, a
 * refusal costs a fraction of a report, and only so can a server do its work at several times its load.
 * @param reports what takes the others
 */
export function shedReports(
  reports: Handler,
  intake: Pick<Intake, 'turnsAway' | 'retrySeconds'>,
  metrics: Pick<Metrics, 'refused' | 'answered'>,
  log: Pick<Log, 'warn'>,
): Handler {
  const answers = new Map<number, Answer>();
  const answerFor = (seconds: number): Answer => {
    const known = answers.get(seconds);
    if (known !== undefined) return known;
    const answer = errorAnswer('busy', undefined, { 'Retry-After': String(seconds) });
    answers.set(seconds, answer);
    return answer;
  };
  let untold = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = () => {
    untold += 1;
    const now = performance.now();
    if (now - toldAt < TELL_EVERY_MS) return;
    log.warn('busy', { refused: untold });
    untold = 0;
    toldAt = now;
  };

  return (request) => {
    // A body that has not come may bring anything.
    const mayBeVouched = request.bytes === undefined || bringsToken(request.bytes);
    if (!intake.turnsAway(mayBeVouched)) return reports(request);
    metrics.refused('busy');
    metrics.answered('reports', 503, 0);
    tell();
    return answerFor(intake.retrySeconds());
  };
}
