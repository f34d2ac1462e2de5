import { readFileSync, writeFileSync } from 'node:fs';
import { replaceBetween } from '../../tools/replace-between.ts';
import { percent, short, table } from '../verdict/report/format.ts';
import { HEADROOM, PRICES, TRAFFIC } from './assumptions.ts';
import { limitsOf } from './limits.ts';
import { ENCODINGS } from './measure-answers.ts';
import type { Measured } from './measured.ts';
import {
  CACHE_SECONDS,
  costsOf,
  demandOf,
  fitsOne,
  LEAST_MASTERS,
  needsOf,
  type Weather,
} from './plan.ts';

export const DOCUMENT = new URL('../../docs/scale.md', import.meta.url);

const BEGIN = '<!-- made by node bench/scale/main.ts -->\n';
const END = '<!-- end of what is made -->';

const SIZES = [1e6, 1e7, 1e8] as const;

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const ROUGH = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const count = (value: number) => (value < 10 ? short(value) : ROUGH.format(value));
const dollars = (value: number) => (value < 1 ? '< $1' : `$${ROUGH.format(value)}`);
const named = (users: number) => `${ROUGH.format(users / 1e6)} M`;

/** Bytes, or bits, in the unit that suits them. */
function sized(value: number, unit: string): string {
  const steps = ['', 'k', 'M', 'G', 'T', 'P'];
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log10(value) / 3)));
  return `${short(value / 1000 ** step)} ${steps[step]}${unit}`;
}

const WEATHERS: readonly Weather[] = ['calm', 'outage'];

function measuredTables(measured: Measured): string {
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

function needsTable(measured: Measured): string {
  const rows = SIZES.flatMap((users) => {
    const isOne = fitsOne(demandOf(users, 'outage', measured), measured);
    return WEATHERS.map((weather) => {
      const demand = demandOf(users, weather, measured);
      const needs = needsOf(demand, measured, isOne);
      return [
        named(users),
        weather,
        count(demand.posts),
        count(demand.reads),
        `${(100 * demand.hitRate).toFixed(2)} %, ${count(demand.misses)}`,
        `${short(needs.cores)}, ${percent(needs.tokens / needs.cores)} of it for tokens`,
        isOne ? 'one, on SQLite' : `${needs.nodes}, and ${needs.redisMachines} of Redis`,
        isOne ? '–' : percent(needs.hotMaster),
        `${sized(needs.memory, 'B')}, ${sized(needs.disk, 'B')}`,
        [needs.bitsIn, needs.bitsOut, needs.bitsOfCdn]
          .map((bits) => sized(bits, 'bit/s'))
          .join(', '),
      ];
    });
  });
  const head = [
    ...['users', 'weather', 'reports a second', 'readings a second'],
    ...['answered by the CDN; left for the servers, a second', 'cores at work', 'machines'],
    ...['busiest Redis process', 'memory, disk of the fullest machine'],
    ...['into the servers, out of them, out of the CDN'],
  ];
  return table(head, rows);
}

/** What the CDN would cost where browsers read the status less often. */
function pollsSentence(measured: Measured): string {
  const { habits } = measured;
  const users = SIZES.at(-1) ?? 0;
  const needs = needsOf(demandOf(users, 'outage', measured), measured, false);
  const costsWith = (status: number) =>
    costsOf(users, needs, {
      ...measured,
      habits: { ...habits, reads: { ...habits.reads, status } },
    });
  const { status, ...others } = habits.reads;
  const all = status + Object.values(others).reduce((sum, each) => sum + each, habits.reports);
  const seldom = costsWith(status / 5);
  return `Machines are the least of it. Of 100 requests that the CDN answers ${WHOLE.format((100 * status) / all)} are readings of the status, which every open browser asks for once a minute. Once in five minutes, as browsers with no chatbot open might, ${named(users)} users would cost ${dollars(seldom.cdn)} with a CDN that bills requests, ${dollars(seldom.plainCdn)} with one that bills bytes.`;
}

function costsTable(measured: Measured): string {
  const rows = SIZES.map((users) => {
    const demand = demandOf(users, 'outage', measured);
    const needs = needsOf(demand, measured, fitsOne(demand, measured));
    const costs = costsOf(users, needs, measured);
    const own = costs.machines + costs.disks + costs.origin;
    return [
      named(users),
      dollars(costs.machines),
      dollars(costs.disks),
      dollars(costs.origin),
      `${sized(costs.requests, '')}, ${sized(costs.gigabytes * 1e9, 'B')}`,
      dollars(costs.cdn),
      dollars(costs.plainCdn),
      `${dollars(own + costs.plainCdn)} to ${dollars(own + costs.cdn)}`,
    ];
  });
  const head = [
    ...['users', 'machines', 'disks', 'from the servers to the CDN', 'the CDN: requests, bytes'],
    ...['a CDN that bills both', 'a CDN that bills bytes', 'together, a month'],
  ];
  return table(head, rows);
}

function leastClusterSentence(): string {
  const machines = 2 + 2 * LEAST_MASTERS;
  return `The smallest set that outlives any one machine, two servers and three masters with a replica each, is ${machines} machines for ${dollars(machines * PRICES.machineHour * PRICES.monthHours)} a month.`;
}

function assumptionTables(): string {
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

function limitsTable(measured: Measured): string {
  const users = (value: number) => (Number.isFinite(value) ? named(value) : 'never');
  const next = (value: number) => {
    const size = SIZES.find((each) => each >= value);
    return size === undefined ? 'more' : named(size);
  };
  return table(
    ['on the way to', 'users: outage', 'calm', 'what is reached', 'what then'],
    limitsOf(measured).map(({ what, relief, calm, outage }) => [
      next(outage),
      users(outage),
      users(calm),
      what,
      relief,
    ]),
  );
}

/** The measured and derived part of docs/scale.md. */
export function scaleFigures(measured: Measured): string {
  return `### What was measured

${measuredTables(measured)}
### What was assumed

${assumptionTables()}
### What it takes

${needsTable(measured)}

### What a month costs

Machines are there all month as the outage needs them; what one outage adds to a month's requests is not worth counting.

${costsTable(measured)}

${pollsSentence(measured)} One server on SQLite has nothing to spare: while its machine is away nobody counts. ${leastClusterSentence()}

### What gives way first

${limitsTable(measured)}
`;
}

/** @returns docs/scale.md with these figures in it @throws Error if it has no place for them */
export function documentWithScale(measured: Measured): string {
  return replaceBetween(readFileSync(DOCUMENT, 'utf8'), BEGIN, END, scaleFigures(measured));
}

export function writeScaleDocument(measured: Measured): void {
  writeFileSync(DOCUMENT, documentWithScale(measured));
}
