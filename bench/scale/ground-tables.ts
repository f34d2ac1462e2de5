import { percent, short, table } from '../verdict/report/format.ts';
import { HEADROOM, PRICES, TRAFFIC } from './assumptions.ts';
import { CACHE_SECONDS } from './demand.ts';
import { sized, WHOLE } from './figures.ts';
import { ENCODINGS } from './measure-answers.ts';
import type { Measured } from './measured.ts';

/** What was measured. */
export function measuredTables(measured: Measured): string {
  const { habits, seconds, store, answers, idle, peak, busiest } = measured;
  const micros = (value: number) => `${short(value * 1e6)} µs`;
  return `${table(
    ['a user, in a day', 'times', 'of a core each'],
    [
      [
        'reports (`bench crowd`)',
        short(habits.reports),
        `${micros(seconds.sqlitePost)} on SQLite, ${micros(seconds.clusterPost)} on a cluster`,
      ],
      ['requests for tokens, at most', short(habits.tokenFetches), micros(seconds.issue)],
      ['tokens taken with reports, at most', short(habits.tokensSpent), micros(seconds.redeem)],
      [
        'readings of the status, history and rules',
        Object.values(habits.reads).map(short).join(', '),
        `${micros(seconds.read)} where the CDN has none`,
      ],
    ],
  )}

In the busiest minute of a calm day ${short(peak.calm)} times as many reports come as in the mean, in an outage like that of 3 February 2026, were it in the busiest hour, ${short(peak.outage)} times; in the first half of each minute twice as many as over the minute. Of all voices ${percent(busiest.calm)} are about the busiest service, in its outage ${percent(busiest.outage)}.

${table(
  ['a voice takes', ''],
  [
    ['in the SQLite file, for 30 minutes', `${short(store.sqliteBytes)} bytes`],
    [
      'in the memory of its Redis master, and of each replica, for 19 minutes',
      `${short(store.redisBytes)} bytes`,
    ],
    ['in the log of writes, for ten minutes', `${short(store.logBytes)} bytes`],
    [
      'of the master’s processor, and of the replica’s',
      `${short(store.masterMicros)} µs, ${short(store.replicaMicros)} µs`,
    ],
    ['of the master’s processor, where voices are estimated', `${short(store.estimatedMicros)} µs`],
    ['all estimated voices of a service and minute, together', sized(store.estimateBytes, 'B')],
    [
      'a spent token, for twelve hours: in the file; in memory and of a Redis processor',
      `${short(store.spentFileBytes)} bytes; ${short(store.spentBytes)} bytes, ${short(store.spentMicros)} µs`,
    ],
  ],
)}

A server that nobody asks anything takes ${percent(idle.server)} of a core, and ${percent(idle.master)} of each master's.

${table(
  ['answer', 'head', ...ENCODINGS.map((encoding) => (encoding === 'identity' ? 'body' : encoding))],
  Object.entries(answers.files).map(([name, { head, body }]) => [
    {
      status: `\`status.json\`, ${answers.services} services`,
      history: '`history.json`',
      home: 'the public page',
      service: 'a service’s page',
    }[name] ?? name,
    ...[head, ...ENCODINGS.map((encoding) => body[encoding])].map((bytes) => WHOLE.format(bytes)),
  ]),
)}
`;
}

/** What was assumed. */
export function assumptionTables(): string {
  const { edgeSites, encodings, viewsCalm, viewsInOutage, viewHours, pages } = TRAFFIC;
  return `${table(
    ['assumed', ''],
    [
      [
        'places of the CDN with caches of their own; forms of a file in each',
        `${edgeSites}; ${encodings}`,
      ],
      [
        'how long they keep the status and pages, the history, the rules',
        `${CACHE_SECONDS.status} s, ${CACHE_SECONDS.history} s, ${CACHE_SECONDS.rules} s (as \`Cache-Control\` says)`,
      ],
      [
        'views of the public page by each user: on a calm day; in the first half hour of an outage',
        `${viewsCalm}; ${viewsInOutage} within ${viewHours} h, of ${pages} pages`,
      ],
      [
        'head of a report and the answer to it',
        `${TRAFFIC.reportHead} and ${TRAFFIC.reportAnswer} bytes`,
      ],
      [
        'how busy a thread may be; servers to spare',
        `${100 * HEADROOM.busy} %; ${HEADROOM.spareNodes}`,
      ],
    ],
  )}

${table(
  [`price (${PRICES.kind}, ${PRICES.asOf})`, ''],
  [
    [
      `a machine with ${PRICES.machineCores} cores and ${PRICES.machineGigabytes} GB`,
      `$${PRICES.machineHour} an hour`,
    ],
    ['durable disk', `$${PRICES.diskGigabyte} a GB and month`],
    ['out of the cloud', `$${PRICES.cloudGigabyte} a GB`],
    [
      'a CDN that bills requests and bytes',
      `$${PRICES.cdnTenThousand} for 10,000 requests; $${PRICES.cdnTiers[0].each} a GB, falling to $${PRICES.cdnTiers.at(-1)?.each}`,
    ],
    ['a CDN that bills bytes', `$${PRICES.plainCdnGigabyte} a GB`],
  ],
)}
`;
}
