/** Raised when the meaning of a key changes: old and new servers then do not read each other's. */
const PREFIX = 'outcry:1';

/** How long a key lives, in seconds: `privacy.md` allows no more. */
export const KEPT_SECONDS = {
  /** Voices, and what is counted before the caps: with the time until a log of writes is cut, under 30 minutes. */
  voices: 19 * 60,
  /** Tried, failed, signals and clicks by minute. */
  counts: 35 * 86_400,
  /** Days, changes of state, incidents, announcements and what vendors said. */
  told: 90 * 86_400,
  /** The vendor's word as the polling node last read it: it stands for 15 minutes. */
  word: 15 * 60,
  /** That an attempt to add votes has succeeded: longer than it is tried again. */
  attempt: 10,
} as const;

/** The hour that a minute belongs to, both since the epoch. */
export const hourOf = (minute: number): number => Math.floor(minute / 60);

/**
 * All keys of one service. They share one hash tag, so that each command and script touches one slot and
 * with it one node.
 */
export function serviceKeys(service: string) {
  const own = `${PREFIX}:{${service}}`;
  return {
    /** Hash tag of all of them. */
    tag: service,
    /** Set of the voices of one minute. */
    voices: (minute: number) => `${own}:voices:${minute}`,
    /** Hash of what is counted before the caps, and at the door, in one minute. */
    recent: (minute: number) => `${own}:recent:${minute}`,
    /** HyperLogLog of the voices that raised (`+`) or lowered (`-`) one count in one minute. */
    estimate: (minute: number, count: string, sign: '+' | '-') =>
      `${own}:estimate:${minute}:${count}${sign}`,
    /** Hash of tried and failed by minute of one hour. */
    series: (hour: number) => `${own}:series:${hour}`,
    /** Hash of signals and one-click reports by minute of one hour. */
    details: (hour: number) => `${own}:details:${hour}`,
    /** Says that an attempt to add votes was carried out. */
    attempt: (id: string) => `${own}:attempt:${id}`,
    checkpoint: `${own}:checkpoint`,
    /** Sorted sets by minute, or day. */
    transitions: `${own}:transitions`,
    incidents: `${own}:incidents`,
    official: `${own}:official`,
    days: `${own}:days`,
    /** Hash: beginning and level to the minute in which it was told. */
    announcements: `${own}:announcements`,
    /** The vendor's word as the polling node last read it. */
    word: `${own}:word`,
  };
}

export type ServiceKeys = ReturnType<typeof serviceKeys>;

/** Values of an epoch are spread over this many keys, and so over the nodes. */
export const SPENT_SHARDS = 16;

/** Hash of one shard of an epoch's spent values: value to purpose. */
export function spentKey(epoch: string, shard: number): { readonly tag: string; key: string } {
  const tag = `spent:${epoch}:${shard}`;
  return { tag, key: `${PREFIX}:{${tag}}` };
}

/** Hash of the epochs with spent values, each with the last minute of its use. */
export const SPENT_EPOCHS = { tag: 'spent', key: `${PREFIX}:{spent}:epochs` } as const;

/** Who does a job that only one node may do. */
export function leaseKey(name: string): { readonly tag: string; key: string } {
  const tag = `lease:${name}`;
  return { tag, key: `${PREFIX}:{${tag}}` };
}

const SLOTS = 16_384;

/**
 * The slot of a hash tag: CRC16 (XMODEM) modulo 16,384.
 * https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags
 */
export function slotOf(tag: string): number {
  let crc = 0;
  for (const byte of Buffer.from(tag)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
    }
  }
  return crc % SLOTS;
}
