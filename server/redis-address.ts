/** Where a Redis Cluster is, and how it is spoken to, as `OUTCRY_REDIS` says it. */
export interface RedisAddress {
  /** `host:port` of some nodes. */
  readonly nodes: readonly string[];
  readonly user: string | null;
  readonly password: string | null;
  readonly tls: boolean;
}

const WHOLE = /^(?:(rediss?):\/\/(?:([^\s:@/]*)(?::([^\s@/]*))?@)?)?([^@/]+)$/;
const NODE = /^(?:[^\s:]+|\[[^\]\s]+\]):\d{1,5}$/;

function decoded(part: string | undefined): string | null {
  return part === undefined || part === '' ? null : decodeURIComponent(part);
}

/**
 * Reads `host:port,host:port`, or the same after `redis://` or, for TLS, `rediss://`, with `user:password@`
 * where the cluster asks for them (percent-encoded, as in any URL).
 * @returns null when it is neither
 */
export function readRedisAddress(text: string): RedisAddress | null {
  const [, scheme, user, password, list] = WHOLE.exec(text.trim()) ?? [];
  const nodes = (list ?? '')
    .split(',')
    .map((node) => node.trim())
    .filter((node) => node !== '');
  if (nodes.length === 0 || !nodes.every((node) => NODE.test(node))) return null;
  try {
    return {
      nodes,
      user: decoded(user),
      password: decoded(password),
      tls: scheme === 'rediss',
    };
  } catch {
    return null;
  }
}

/** @returns the same text without what only the cluster may know */
export function withoutSecrets(text: string): string {
  return text.replace(/^(\s*(?:rediss?:\/\/)?).*@/s, '$1…@');
}
