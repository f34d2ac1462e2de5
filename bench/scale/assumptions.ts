// What nobody can measure here: change it and run `node bench/scale/main.ts --report` to have docs/scale.md with it.

/** How a CDN is taken to work, and who reads pages. */
export const TRAFFIC = {
  /** Places of a large CDN that ask the origin, each with a cache of its own. */
  edgeSites: 300,
  /** Forms of a file that are asked for, and cached, apart: gzip and br. */
  encodings: 2,
  /** Bytes of the head of a report, as HTTP/2 packs it on a kept connection, and of the answer to it. */
  reportHead: 300,
  reportAnswer: 400,
  /** Views of the public page on a calm day, and in an outage, by each user. */
  viewsCalm: 0.02,
  viewsInOutage: 0.5,
  /** Hours in which those of an outage come. */
  viewHours: 0.5,
  /** Pages that nearly all of them look at, in all languages together. */
  pages: 12,
} as const;

/** How full things may be at the busiest moment. */
export const HEADROOM = {
  /** Part of a core of a server, or of a Redis process, which is one core at most. */
  busy: 0.6,
  /** Servers more than are needed, so that one may be away. */
  spareNodes: 1,
} as const;

/** US dollars, on demand, without discounts and taxes. Month: 730 hours. */
export const PRICES = {
  asOf: 'June 2026',
  kind: 'public list prices of the largest cloud, cheapest region of the US',
  /** A machine with 2 cores and 8 GB, an hour. */
  machineHour: 0.0816,
  machineCores: 2,
  machineGigabytes: 8,
  /** Durable disk, a gigabyte and month. */
  diskGigabyte: 0.08,
  /** From the cloud to anywhere that is not its own CDN, a gigabyte. */
  cloudGigabyte: 0.09,
  /** A CDN that bills requests: ten thousand of them over HTTPS, and gigabytes by how many there are in a month. */
  cdnTenThousand: 0.01,
  cdnTiers: [
    { gigabytes: 10_000, each: 0.085 },
    { gigabytes: 40_000, each: 0.08 },
    { gigabytes: 100_000, each: 0.06 },
    { gigabytes: 350_000, each: 0.04 },
    { gigabytes: 524_000, each: 0.03 },
    { gigabytes: 4_000_000, each: 0.025 },
    { gigabytes: Number.POSITIVE_INFINITY, each: 0.02 },
  ],
  /** A CDN that bills gigabytes alone. */
  plainCdnGigabyte: 0.01,
  monthHours: 730,
} as const;
