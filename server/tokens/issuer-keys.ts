import { type IssuerKey, SIGNING_MINUTES, signingKey } from '../../lib/protocol/issuer-key.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { KeyFolder } from './key-folder.ts';
import { type KeyPair, newSecret } from './key-pair.ts';

/** Keys that are made ahead: enough for a rule pack that is signed anew once a day. */
const KEYS_AHEAD = 5;

/** Of these, made before the server listens: the others can wait. */
const KEYS_AT_START = 1;

/** The issuer's keys: one new key every six hours, each gone after twelve. */
export interface IssuerKeys {
  /** For the rule pack: every key that lives at a time or will; see `issuerKeysSchema`. @param now milliseconds since 1970 */
  publicKeys(now: number): readonly IssuerKey[];
  /** The key that signs now. */
  signing(): KeyPair | null;
  /** The key of this id, while it lives. */
  living(kid: string): KeyPair | null;
  /** Makes what will be needed and deletes what is over; to be called every minute. @throws when the folder cannot be written */
  update(): Promise<void>;
}

/**
 * @param makeSecret for tests, which have no time to make keys
 * @throws Error whose message is one line that says what to do
 */
export async function openIssuerKeys(
  folder: KeyFolder,
  clock: () => number,
  makeSecret = newSecret,
): Promise<IssuerKeys> {
  let keys: readonly KeyPair[] = [];
  const isLiving = ({ from, until }: IssuerKey, minute: number) => from <= minute && minute < until;

  const makeUpTo = async (ahead: number) => {
    const minute = minuteOf(clock());
    keys = folder.read();
    for (const { from } of keys.filter(({ until }) => until <= minute)) folder.remove(from);
    const first = minute - (minute % SIGNING_MINUTES);
    const wanted = Array.from({ length: 1 + ahead }, (_, n) => first + n * SIGNING_MINUTES);
    const missing = wanted.filter((from) => !keys.some((key) => key.from === from));
    const make = async (from: number) => folder.keep(from, await makeSecret());
    await Promise.all(missing.map(make));
    if (missing.length > 0) keys = folder.read();
    keys = keys.filter(({ until }) => until > minute);
  };
  await makeUpTo(KEYS_AT_START);

  return {
    update: () => makeUpTo(KEYS_AHEAD),
    publicKeys: (now) =>
      keys
        .filter(({ until }) => until > minuteOf(now))
        .map(({ kid, from, until, spki }) => ({ kid, from, until, spki })),
    signing: () => signingKey(keys, minuteOf(clock())),
    living(kid) {
      const minute = minuteOf(clock());
      return keys.find((key) => key.kid === kid && isLiving(key, minute)) ?? null;
    },
  };
}
