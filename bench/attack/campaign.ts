import type { ServiceStatus } from '../../lib/protocol/status.ts';
import type { DrivenServer } from '../../test/support/driven-server/driven-server.ts';
import type { Random } from '../../test/support/random.ts';
import { ATTACK, type AttackName, FAULT_MINUTES } from './attacks.ts';
import { addressOf, honestMinute, USUAL_SHARE } from './crowd.ts';
import type { Cost, Outcome } from './result.ts';

/** One attacker against one service; none of the networks is the control. */
export interface Assault {
  readonly name: AttackName;
  readonly service: string;
  readonly networks: number;
  /** Browsers that each of its networks pretends. */
  readonly clients: number;
}

function note(outcome: Outcome, status: ServiceStatus, at: number, from: number): void {
  const { level, state } = status;
  if (at < from) {
    if (level !== null && outcome.early !== 'confirmed') outcome.early = level;
    return;
  }
  const cost: Cost = { minutes: at - from + 1, batches: outcome.batches };
  if (level !== null) outcome.suspected ??= cost;
  if (level === 'confirmed') outcome.confirmed ??= cost;
  if (state === 'outage') outcome.outage ??= cost;
  if (outcome.name !== 'copycats' || at < FAULT_MINUTES) return;
  if (state === 'operational') outcome.lasted ??= at - FAULT_MINUTES + 1;
}

/** Whether an attacker can only repeat what it has reached. */
function isDone({ name, outage }: Outcome): boolean {
  return (name === 'fake' || name === 'clock liars') && outage !== null;
}

/**
 * Runs attackers side by side, each against a service of its own, minute by minute, beside one honest crowd that uses
 * every service.
 * @param crowd honest voices a minute
 */
export async function runCampaign(
  server: DrivenServer,
  services: readonly string[],
  assaults: readonly Assault[],
  crowd: number,
  random: Random,
): Promise<readonly Outcome[]> {
  const fronts = assaults.map((assault, index) => {
    const { service, ...rest } = assault;
    const outcome: Outcome = {
      ...{ ...rest, crowd, batches: 0, refused: 0 },
      ...{ early: null, suspected: null, confirmed: null, outage: null, lasted: null },
    };
    const addresses = Array.from({ length: assault.networks }, (_, at) =>
      addressOf(30 + index, at),
    );
    return { service, attack: ATTACK[assault.name], outcome, addresses };
  });
  const minutes = Math.max(...fronts.map(({ attack }) => attack.minutes));
  let { services: told } = await server.status();

  for (let at = 0; at < minutes; at += 1) {
    const minute = server.minute() - 1;
    const shares = new Map(fronts.map(({ service, attack }) => [service, attack.share(at)]));
    const shareOf = (service: string) => shares.get(service) ?? USUAL_SHARE;
    const overheard = honestMinute(crowd, services, minute, shareOf, random);
    await server.send(overheard);
    for (const { service, attack, outcome, addresses } of fronts) {
      const status = told[service];
      if (status === undefined || at >= attack.minutes || isDone(outcome)) continue;
      const moment = { at, minute, service, status, overheard };
      const batches = attack.speak(moment, addresses, outcome.clients);
      const answers = await server.send(batches);
      outcome.batches += batches.length;
      outcome.refused += (answers.get(429) ?? 0) + (answers.get(503) ?? 0);
    }
    await server.judge();
    ({ services: told } = await server.status());
    for (const { service, attack, outcome } of fronts) {
      const status = told[service];
      if (status !== undefined && at < attack.minutes) note(outcome, status, at, attack.from);
    }
    await server.pass(1);
  }
  return fronts.map(({ outcome }) => outcome);
}
