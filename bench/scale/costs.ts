import { PRICES, TRAFFIC } from './assumptions.ts';
import type { Measured } from './measured.ts';
import type { Needs } from './needs.ts';

const MONTH_DAYS = 30.4;
const GIGABYTE = 1e9;

/** US dollars a month. */
export interface Costs {
  readonly machines: number;
  readonly disks: number;
  /** With a CDN that bills requests and bytes, and with one that bills bytes. */
  readonly cdn: number;
  readonly plainCdn: number;
  /** What goes from the servers to a CDN of somebody else. */
  readonly origin: number;
  /** Requests and bytes that the CDN answers in a month. */
  readonly requests: number;
  readonly gigabytes: number;
}

function tiered(gigabytes: number): number {
  let left = gigabytes;
  let sum = 0;
  for (const { gigabytes: width, each } of PRICES.cdnTiers) {
    const taken = Math.min(left, width);
    sum += taken * each;
    left -= taken;
  }
  return sum;
}

/** @returns what a month costs whose machines are those of its worst hour, on each of whose days so much is asked */
export function costsOf(users: number, needs: Needs, measured: Measured): Costs {
  const { habits, bytes } = measured;
  const month = users * MONTH_DAYS;
  const { status, history, rules } = habits.reads;
  const posts = month * (habits.reports + habits.tokenFetches);
  const reads = month * (status + history + rules + TRAFFIC.viewsCalm);
  const readBytes =
    month * (status * bytes.status + history * bytes.history + TRAFFIC.viewsCalm * bytes.home) +
    month * rules * bytes.status;
  const gigabytes = (readBytes + posts * TRAFFIC.reportAnswer) / GIGABYTE;
  const requests = posts + reads;
  const machines = needs.nodes + needs.redisMachines;
  return {
    ...{ requests, gigabytes },
    machines: machines * PRICES.machineHour * PRICES.monthHours,
    disks: (needs.disk / GIGABYTE) * Math.max(1, needs.redisMachines) * PRICES.diskGigabyte,
    cdn: tiered(gigabytes) + (requests / 10_000) * PRICES.cdnTenThousand,
    plainCdn: gigabytes * PRICES.plainCdnGigabyte,
    origin: ((posts * TRAFFIC.reportAnswer) / GIGABYTE) * PRICES.cloudGigabyte,
  };
}
