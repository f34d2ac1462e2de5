import { BUCKETS } from '../../server/intake/network-buckets.ts';
import { EXACT_VOICES } from '../../server/store/redis.ts';
import { MOST_PER_SECOND } from '../../server/tokens/issuer.ts';
import { CALM_REQUESTS } from '../../server/tokens/tries-for.ts';
import { HEADROOM, PRICES } from './assumptions.ts';
import { type Demand, demandOf, hotPerMinute, type Weather } from './demand.ts';
import type { Measured } from './measured.ts';
import { LEAST_MASTERS, needsOf, oneThreadOf } from './needs.ts';

/** Something that gives way when there are too many users. */
export interface Limit {
  readonly what: string;
  readonly relief: string;
  /** Users at which it is reached, on a calm day and in an outage. */
  readonly calm: number;
  readonly outage: number;
}

type Test = (demand: Demand, measured: Measured) => boolean;

const MOST_USERS = 1e12;

const TESTS: readonly { readonly what: string; readonly relief: string; readonly is: Test }[] = [
  {
    what: `one server is asked for tokens more than ${CALM_REQUESTS} times a minute, and takes that for an attack`,
    relief:
      'browsers solve a puzzle first, for a tenth of a second and longer the more come. More servers, or a larger number',
    is: ({ issues }) => issues * 60 > CALM_REQUESTS,
  },
  {
    what: `one server issues ${MOST_PER_SECOND} times four tokens a second, and no more`,
    relief:
      'browsers wait for theirs and lose nothing: batches without one are taken. More servers; or a higher ceiling, as a core signs several times as much',
    is: ({ issues }) => issues > MOST_PER_SECOND,
  },
  {
    what: `one server on SQLite: its one thread is ${100 * HEADROOM.busy} % busy`,
    relief: 'a Redis Cluster and two servers or more: `npm run move-store`',
    is: (demand, measured) => oneThreadOf(demand, measured) > HEADROOM.busy,
  },
  {
    what: `${EXACT_VOICES.toLocaleString('en')} voices about one service in one minute`,
    relief: 'nothing gives way: what is more is estimated, within 0.81 %, and costs less memory',
    is: (demand, measured) => hotPerMinute(demand, measured) > EXACT_VOICES,
  },
  {
    what: `${BUCKETS.toLocaleString('en')} voices about one service in one minute, as many as networks are told apart`,
    relief:
      'nothing gives way: the count says the same with fewer voices. Longer pauses (`next`) then save most of all that reports cost',
    is: (demand, measured) => hotPerMinute(demand, measured) > BUCKETS,
  },
  {
    what: `the Redis process of the busiest service is ${100 * HEADROOM.busy} % busy`,
    relief:
      'longer pauses (`next`); or a service spread over several slots, which means a new version of the keys',
    is: (demand, measured) => needsOf(demand, measured, false).hotMaster > HEADROOM.busy,
  },
  {
    what: `spent tokens fill ${PRICES.machineGigabytes / 2} GB of each of ${LEAST_MASTERS} masters; as much again is needed while its log is made anew`,
    relief: 'more masters: tokens are spread over all of them; or machines with more memory',
    is: (demand, measured) => needsOf(demand, measured, false).redisMachines > 2 * LEAST_MASTERS,
  },
];

/** The number of users from which on something is so. */
function usersAt(weather: Weather, measured: Measured, is: Test): number {
  let [low, high] = [1, MOST_USERS];
  if (!is(demandOf(high, weather, measured), measured)) return Number.POSITIVE_INFINITY;
  while (high / low > 1.001) {
    const users = Math.sqrt(low * high);
    if (is(demandOf(users, weather, measured), measured)) high = users;
    else low = users;
  }
  return high;
}

/** @returns what gives way, the first first */
export function limitsOf(measured: Measured): readonly Limit[] {
  return TESTS.map(({ what, relief, is }) => ({
    ...{ what, relief },
    calm: usersAt('calm', measured, is),
    outage: usersAt('outage', measured, is),
  })).sort((one, other) => one.outage - other.outage);
}
