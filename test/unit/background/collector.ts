import {
  createReportsSchema,
  MAX_AGE_MINUTES,
  type Reports,
} from '../../../lib/protocol/reports.ts';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';

const schema = createReportsSchema(['alpha', 'beta']);

export interface Received {
  readonly at: number;
  readonly body: string;
  readonly reports: Reports;
}

/** A stand-in for the server: strict, keeps every body, counts a tag's service-minute once. */
export function createCollector(now: () => number) {
  const collector = {
    received: [] as Received[],
    requests: [] as { readonly url: string; readonly init: RequestInit }[],
    /** What it says to the next reports; by default it accepts. */
    answer: (): Response => Response.json({ next: 60 }, { status: 202 }),
    status: (_init: RequestInit): Response => new Response('no', { status: 503 }),
    async fetch(input: unknown, init: RequestInit = {}): Promise<Response> {
      const url = String(input);
      collector.requests.push({ url, init });
      if (url.endsWith('/v1/status.json')) return collector.status(init);
      if (url.endsWith('/v1/history.json')) return new Response('no', { status: 404 });
      const body = String(init.body);
      const answer = collector.answer();
      if (answer.status === 202) {
        collector.received.push({ at: now(), body, reports: schema.parse(JSON.parse(body)) });
      }
      return answer;
    },
    posts: () => collector.requests.filter(({ init }) => init.method === 'POST'),
    /** Distinct observations, as the server counts them: `tag service minute` → outcome. */
    voices(): Map<string, string> {
      const voices = new Map<string, string>();
      for (const { at, reports } of collector.received) {
        for (const { service, minute, outcome } of reports.seen) {
          if (minute < minuteOf(at) - MAX_AGE_MINUTES) continue;
          const key = `${reports.tag} ${service} ${minute}`;
          if (!voices.has(key)) voices.set(key, outcome);
        }
      }
      return voices;
    },
    /** The same without the tag, with how many different tags said it. */
    observations(): string[] {
      return [...collector.voices()].map(([key, outcome]) => `${key.slice(23)} ${outcome}`).sort();
    },
  };
  return collector;
}
