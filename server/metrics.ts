import type { OfficialFamily } from '../lib/services/official-schema.ts';
import type { ErrorCode } from './http/error-codes.ts';
import type { RouteName } from './http/route-names.ts';
import { DROP_REASONS, type DropReason } from './intake/ballots-of.ts';
import type { PollResult } from './official/poller.ts';
import { TOKEN_EVENTS, type TokenEvent } from './tokens/token-events.ts';

/** Upper ends of the duration histogram. Seconds. */
const DURATION_BUCKETS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5,
] as const;

/** Voices stored for one service in the last 10 minutes. */
export interface VoicesGauge {
  readonly service: string;
  readonly voices: number;
}

/** Counters of this process. Every label comes from a closed list; nothing here names a client. */
export interface Metrics {
  accepted(): void;
  refused(code: ErrorCode): void;
  dropped(reason: DropReason): void;
  misled(): void;
  storeError(): void;
  /** Something happened to a token. */
  token(event: TokenEvent): void;
  /** One document of a vendor's status page was asked for. */
  officialPoll(family: OfficialFamily, result: PollResult): void;
  /** A request that was answered. Milliseconds. */
  answered(route: RouteName, status: number, durationMs: number): void;
  /** Everything in Prometheus' text format 0.0.4. */
  render(voices: readonly VoicesGauge[]): string;
}

interface RouteCounts {
  /** Answers by the first digit of their status. */
  readonly classes: number[];
  readonly durations: number[];
  sum: number;
}

class Counter {
  readonly #values = new Map<string, number>();

  add(labels: string): void {
    this.#values.set(labels, (this.#values.get(labels) ?? 0) + 1);
  }

  lines(name: string, help: string, always: readonly string[] = []): string[] {
    const all = new Map([...always.map((labels) => [labels, 0] as const), ...this.#values]);
    return [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} counter`,
      ...[...all].map(([labels, value]) => `${name}${labels} ${value}`),
    ];
  }
}

function requestLines(routes: ReadonlyMap<RouteName, RouteCounts>): string[] {
  const name = 'outcry_requests_total';
  const lines = [`# HELP ${name} Requests answered.`, `# TYPE ${name} counter`];
  for (const [route, { classes }] of routes) {
    classes.forEach((count, digit) => {
      lines.push(`${name}{route="${route}",class="${digit}xx"} ${count}`);
    });
  }
  return lines;
}

function durationLines(routes: ReadonlyMap<RouteName, RouteCounts>): string[] {
  const name = 'outcry_request_duration_seconds';
  const lines = [`# HELP ${name} Time to answer.`, `# TYPE ${name} histogram`];
  for (const [route, { durations, sum }] of routes) {
    let total = 0;
    durations.forEach((count, index) => {
      total += count;
      const le = DURATION_BUCKETS[index] ?? '+Inf';
      lines.push(`${name}_bucket{route="${route}",le="${le}"} ${total}`);
    });
    lines.push(`${name}_sum{route="${route}"} ${sum.toFixed(6)}`);
    lines.push(`${name}_count{route="${route}"} ${total}`);
  }
  return lines;
}

/** @returns counters at zero */
export function createMetrics(): Metrics {
  const accepted = new Counter();
  const refused = new Counter();
  const dropped = new Counter();
  const misled = new Counter();
  const storeErrors = new Counter();
  const tokens = new Counter();
  const officialPolls = new Counter();
  const routes = new Map<RouteName, RouteCounts>();

  return {
    accepted: () => accepted.add(''),
    refused: (code) => refused.add(`{reason="${code}"}`),
    dropped: (reason) => dropped.add(`{reason="${reason}"}`),
    misled: () => misled.add(''),
    storeError: () => storeErrors.add(''),
    token: (event) => tokens.add(`{event="${event}"}`),
    officialPoll: (family, result) => officialPolls.add(`{family="${family}",result="${result}"}`),
    answered(route, status, durationMs) {
      let counts = routes.get(route);
      if (counts === undefined) {
        const durations = new Array<number>(DURATION_BUCKETS.length + 1).fill(0);
        counts = { classes: [], durations, sum: 0 };
        routes.set(route, counts);
      }
      const digit = Math.floor(status / 100);
      counts.classes[digit] = (counts.classes[digit] ?? 0) + 1;
      const seconds = durationMs / 1000;
      const found = DURATION_BUCKETS.findIndex((end) => seconds <= end);
      const index = found < 0 ? DURATION_BUCKETS.length : found;
      counts.durations[index] = (counts.durations[index] ?? 0) + 1;
      counts.sum += seconds;
    },
    render(voices) {
      const gauge = 'outcry_voices';
      return [
        `# HELP ${gauge} Voices stored for the last 10 minutes, before the caps.`,
        `# TYPE ${gauge} gauge`,
        ...voices.map(({ service, voices: n }) => `${gauge}{service="${service}"} ${n}`),
        ...accepted.lines('outcry_batches_accepted_total', 'Batches answered with 202.', ['']),
        ...refused.lines('outcry_batches_refused_total', 'Batches refused, by reason.'),
        ...dropped.lines(
          'outcry_observations_dropped_total',
          'Entries of accepted batches outside the window of minutes.',
          DROP_REASONS.map((reason) => `{reason="${reason}"}`),
        ),
        ...misled.lines(
          'outcry_untrusted_forwarding_total',
          'Requests with a forwarding header from a peer that is not a trusted proxy.',
          [''],
        ),
        ...storeErrors.lines('outcry_store_errors_total', 'Groups the store did not take.', ['']),
        ...tokens.lines(
          'outcry_tokens_total',
          'Tokens and requests for them, by what became of them.',
          TOKEN_EVENTS.map((event) => `{event="${event}"}`),
        ),
        ...officialPolls.lines(
          'outcry_official_polls_total',
          "Documents of vendors' status pages that were asked for, by what came of it.",
        ),
        ...requestLines(routes),
        ...durationLines(routes),
        '',
      ].join('\n');
    },
  };
}
