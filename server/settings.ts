import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { plainAddress } from './intake/address.ts';
import { readRedisAddress, withoutSecrets } from './redis-address.ts';

const onOff = (fallback: 'on' | 'off') =>
  z._default(z.enum(['on', 'off'], 'must be "on" or "off"'), fallback);

/** An address or a network of proxies. All addresses are no network: whoever believes everybody can be told anything. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  const length = /^\d{1,3}$/.test(bits) ? Number(bits) : 0;
  return length > 0 && length <= (family === 4 ? 32 : 128);
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const filePath = z
  .string()
  .check(
    z.refine(
      (text) => text.trim() !== '' && !text.includes('\0') && !/[\\/]$/.test(text),
      'must be the path of a file',
    ),
  );

/** The environment as the server understands it. Each message completes the sentence "NAME …". */
const environmentSchema = z.object({
  OUTCRY_HOST: z._default(
    z.string().check(z.regex(/^[A-Za-z0-9.:-]{1,253}$/, 'must be a host name or an IP address')),
    '127.0.0.1',
  ),
  OUTCRY_PORT: z._default(
    z
      .string()
      .check(
        z.refine(
          (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
          'must be a whole number from 0 to 65535 (0 takes any free port)',
        ),
      ),
    '8787',
  ),
  OUTCRY_DB: z._default(filePath, 'data/outcry.db'),
  OUTCRY_REDIS: z.optional(
    z
      .string()
      .check(
        z.refine(
          (text) => readRedisAddress(text) !== null,
          'must be nodes host:port, separated by commas, and before them, where needed, redis:// or rediss:// with user:password@',
        ),
      ),
  ),
  OUTCRY_REDIS_REPLICAS: z._default(
    z.string().check(z.regex(/^[0-5]$/, 'must be a whole number from 0 to 5')),
    '1',
  ),
  OUTCRY_REDIS_PASSWORD: z.optional(z.string()),
  OUTCRY_REDIS_TLS: onOff('off'),
  OUTCRY_TRUST_PROXY: z._default(
    z
      .string()
      .check(
        z.refine(
          (text) => list(text).every(isNetwork),
          'must be IP addresses or networks such as 10.0.0.0/8, separated by commas',
        ),
      ),
    '',
  ),
  OUTCRY_OFFICIAL: onOff('on'),
  OUTCRY_OFFICIAL_STAND_IN: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^(?:127\.0\.0\.1|\[::1\]|localhost):\d{1,5}$/,
          'must be 127.0.0.1, [::1] or localhost with a port',
        ),
      ),
  ),
  OUTCRY_PAUSED: onOff('off'),
  OUTCRY_RULES: z.optional(filePath),
  OUTCRY_RULES_KEY: z.optional(filePath),
  OUTCRY_RULES_SOURCE: z.optional(filePath),
  OUTCRY_ORIGIN: z.optional(
    z
      .string()
      .check(
        z.refine(isOrigin, 'must be an address without a path, such as https://outcry.example'),
      ),
  ),
  OUTCRY_TOKENS: z._default(
    z.enum(['off', 'optional', 'required'], 'must be "off", "optional" or "required"'),
    'optional',
  ),
  OUTCRY_TOKEN_KEYS: z.optional(
    z
      .string()
      .check(
        z.refine(
          (text) => text.trim() !== '' && !text.includes('\0'),
          'must be the path of a folder',
        ),
      ),
  ),
});

/** Everything the operator can choose, read once at the start. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly db: string;
  /** Cluster nodes `host:port`; null when SQLite is used. */
  readonly redis: readonly string[] | null;
  /** Replicas that must have a voice before it is acknowledged. */
  readonly redisReplicas: number;
  /** Null for the cluster's default user. */
  readonly redisUser: string | null;
  readonly redisPassword: string | null;
  readonly redisTls: boolean;
  /** Peers whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly official: boolean;
  /** For tests: asked instead of every status page, in plain HTTP. */
  readonly officialStandIn: string | null;
  /** The operator's switch: the crowd's word is withheld, with a notice. */
  readonly paused: boolean;
  /** The signed rule pack that is served. */
  readonly rules: string;
  /** The key that signs it here; null where it is brought from elsewhere. */
  readonly rulesKey: string | null;
  /** What it says, where it is signed here. */
  readonly rulesSource: string;
  /** The server's public address; null where it is not known. */
  readonly origin: string | null;
  /** Whether batches may or must bring a token. */
  readonly tokens: 'off' | 'optional' | 'required';
  /** The folder of the issuer's keys; nodes of one server share it. */
  readonly tokenKeys: string;
}

/** The folder of what lies beside the database; one in memory has none of its own. */
function beside(db: string): string {
  return db === ':memory:' ? 'data' : dirname(db);
}

/**
 * Reads the settings from the environment; an empty variable counts as not set.
 * @throws Error whose message is one line naming the setting and what it may be
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => name.startsWith('OUTCRY_') && value !== '',
    ),
  );
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const value = withoutSecrets(set[String(issue?.path[0])] ?? '');
    throw new Error(`${String(issue?.path[0])} ${issue?.message}; it is ${JSON.stringify(value)}`);
  }
  const read = parsed.data;
  const redis = readRedisAddress(read.OUTCRY_REDIS ?? '');
  return {
    host: read.OUTCRY_HOST,
    port: Number(read.OUTCRY_PORT),
    db: read.OUTCRY_DB,
    redis: redis?.nodes ?? null,
    redisReplicas: Number(read.OUTCRY_REDIS_REPLICAS),
    redisUser: redis?.user ?? null,
    redisPassword: redis?.password ?? read.OUTCRY_REDIS_PASSWORD ?? null,
    redisTls: redis?.tls === true || read.OUTCRY_REDIS_TLS === 'on',
    trustedProxies: list(read.OUTCRY_TRUST_PROXY).map((part) => plainAddress(part) ?? part),
    official: read.OUTCRY_OFFICIAL === 'on',
    officialStandIn: read.OUTCRY_OFFICIAL_STAND_IN ?? null,
    paused: read.OUTCRY_PAUSED === 'on',
    rules: read.OUTCRY_RULES ?? join(beside(read.OUTCRY_DB), 'rules.json'),
    rulesKey: read.OUTCRY_RULES_KEY ?? null,
    rulesSource: read.OUTCRY_RULES_SOURCE ?? join(beside(read.OUTCRY_DB), 'rules-source.json'),
    origin: read.OUTCRY_ORIGIN ?? null,
    tokens: read.OUTCRY_TOKENS,
    tokenKeys: read.OUTCRY_TOKEN_KEYS ?? join(beside(read.OUTCRY_DB), 'issuer-keys'),
  };
}
