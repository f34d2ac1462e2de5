import { percent, short, table } from '../verdict/report/format.ts';
import { PRICES } from './assumptions.ts';
import { costsOf } from './costs.ts';
import { demandOf, type Weather } from './demand.ts';
import { count, dollars, named, sized, WHOLE } from './figures.ts';
import { limitsOf } from './limits.ts';
import type { Measured } from './measured.ts';
import { fitsOne, LEAST_MASTERS, needsOf } from './needs.ts';

const SIZES = [1e6, 1e7, 1e8] as const;

const WEATHERS: readonly Weather[] = ['calm', 'outage'];

/** Machines, memory and bandwidth of each size. */
export function needsTable(measured: Measured): string {
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
export function pollsSentence(measured: Measured): string {
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

export function costsTable(measured: Measured): string {
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

/** What it costs to outlive a machine. */
export function leastClusterSentence(): string {
  const machines = 2 + 2 * LEAST_MASTERS;
  return `The smallest set that outlives any one machine, two servers and three masters with a replica each, is ${machines} machines for ${dollars(machines * PRICES.machineHour * PRICES.monthHours)} a month.`;
}

/** What gives way first, and what then. */
export function limitsTable(measured: Measured): string {
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
