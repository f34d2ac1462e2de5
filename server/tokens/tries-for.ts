import { MAX_PROOF_TRIES } from '../../lib/protocol/issuance.ts';

/** Requests in a minute at which a node still takes all for honest: ten a second serve 200,000 browsers. */
export const CALM_REQUESTS = 600;

/** The least that is asked for once it is not calm: about a tenth of a second in a browser. */
export const MIN_PROOF_TRIES = 64;

/**
 * How hard the puzzle is.
 * @param requests that came in the last whole minute
 * @returns hashes to try on average, 0 when no puzzle is asked for; never falls as requests rise
 */
export function triesFor(requests: number): number {
  if (requests <= CALM_REQUESTS) return 0;
  return Math.min(MAX_PROOF_TRIES, Math.round((MIN_PROOF_TRIES * requests) / CALM_REQUESTS));
}
