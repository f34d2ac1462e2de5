import type { Peers } from '../store/redis/peers.ts';
import type { KeyPair } from './key-pair.ts';

/** For how long what a server said of its keys holds: it says so each minute. Milliseconds. */
const SAID_MS = 150_000;

/** The nodes of one server, of which all must sign with the same keys. */
export interface KeySharing {
  /** Null where this node is alone. */
  readonly peers: Pick<Peers, 'claim'> | null;
  /** Told, each time it is looked at, that another node signs with other keys. */
  readonly onForeignKeys: () => void;
}

/** A node that is alone. */
export const ALONE: KeySharing = { peers: null, onForeignKeys: () => undefined };

/**
 * Tells the other nodes of the key that signs here.
 * @returns false when another node signs with another one, or did within the last three minutes
 * @throws Error when the store does not answer
 */
export async function sharesKey(
  { peers }: Pick<KeySharing, 'peers'>,
  key: Pick<KeyPair, 'kid' | 'from'> | null,
): Promise<boolean> {
  // Whoever names the same key has it together with the others.
  return peers === null || key === null || peers.claim(`issuer-key:${key.from}`, key.kid, SAID_MS);
}
