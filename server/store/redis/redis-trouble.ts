/** Why a command had no answer that counts. `code` is a word of Redis' or of ours, never text from outside. */
export class RedisTrouble extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'RedisTrouble';
    this.code = code;
  }
}

/** Passes by itself while the cluster finds a new master, or moves a slot. */
const PASSING = new Set([
  'MOVED',
  'ASK',
  'TRYAGAIN',
  'CLUSTERDOWN',
  'MASTERDOWN',
  'LOADING',
  'READONLY',
  'UNBLOCKED',
  'CLOSED',
  'TIMEOUT',
  'REGROUPED',
  'TOO-FEW-REPLICAS',
]);

/** What the client library says in words of its own, which have no code. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/cluster support disabled/, 'NO-CLUSTER'],
  [/timed out|Socket timeout/i, 'TIMEOUT'],
  [/slots allocation group/, 'REGROUPED'],
  [/closed|ended|isn't ready|ECONN|EPIPE|None of startup nodes|Failed to refresh/i, 'CLOSED'],
  [/Too many Cluster redirections/, 'MOVED'],
];

/** @returns the same trouble with a code */
export function troubleOf(error: unknown): RedisTrouble {
  if (error instanceof RedisTrouble) return error;
  const message = error instanceof Error ? error.message : String(error);
  // An error in a script is told with its cause in front: "MISCONF … script: …".
  const own = WORDS.find(([pattern]) => pattern.test(message))?.[1];
  const code = own ?? /^-?([A-Z]{2,20})\b/.exec(message)?.[1] ?? 'UNKNOWN';
  return new RedisTrouble(code, message);
}

/** Whether it is worth trying again at once. */
export function isPassing({ code }: RedisTrouble): boolean {
  return PASSING.has(code);
}
