import { ATTACK, type AttackName } from './attacks.ts';
import type { Outcome } from './result.ts';

/** A real outage that is not confirmed by then counts as hidden. Minutes. */
const HIDDEN_AFTER = 10;

/** What an attacker got what it wanted for. */
export interface Flip {
  readonly crowd: number;
  readonly name: AttackName;
  readonly what: string;
  readonly networks: number;
  readonly minutes: number;
  readonly batches: number;
}

/** @returns what it cost to make everybody be told what is not so; null when that was not reached */
function flipOf(outcome: Outcome): Flip | null {
  const { name, crowd, networks, batches, confirmed, outage, early } = outcome;
  const { aim, minutes, from } = ATTACK[name];
  const flip = (what: string, cost: { minutes: number; batches: number }): Flip => ({
    ...{ crowd, name, networks, what },
    ...{ minutes: cost.minutes, batches: cost.batches },
  });
  if (aim === 'outage') return outage === null ? null : flip('`outage` for a fault', outage);
  if (aim === 'confirmed') return confirmed === null ? null : flip('`confirmed`', confirmed);
  if (early === 'confirmed') return flip('`confirmed` during the drip', { minutes: from, batches });
  if (confirmed !== null && confirmed.minutes <= HIDDEN_AFTER) return null;
  return flip('an outage is not `confirmed`', { minutes, batches });
}

/** For each crowd and attack, the smallest attacker of those tried that flips what is told; null when none does. */
export function smallestFlips(
  outcomes: readonly Outcome[],
): readonly { readonly crowd: number; readonly name: AttackName; readonly flip: Flip | null }[] {
  const crowds = [...new Set(outcomes.map(({ crowd }) => crowd))];
  const names = [...new Set(outcomes.map(({ name }) => name))];
  return crowds.flatMap((crowd) =>
    names.map((name) => {
      const own = outcomes.filter((one) => one.crowd === crowd && one.name === name);
      const attackers = own.filter(({ networks }) => networks > 0);
      const flips = attackers.flatMap((one) => flipOf(one) ?? []);
      const [flip = null] = flips.toSorted((a, b) => a.networks - b.networks);
      return { crowd, name, flip };
    }),
  );
}

/** Networks that the trim allows for beside a crowd and themselves, each one voice. */
export function promisedAgainst(crowd: number): number {
  return Math.max(2, Math.floor(crowd / 10));
}

/** @returns whether no attacker within the promise has flipped anything */
export function keepsPromise(outcomes: readonly Outcome[]): boolean {
  return smallestFlips(outcomes).every(
    ({ crowd, flip }) => flip === null || flip.networks > promisedAgainst(crowd),
  );
}
