import type { Fact } from '../detect/fact.ts';
import { dated, recordFinding, recordUse } from '../journal/journal-store.ts';
import { change } from '../journal/transact.ts';
import { recordObservation } from '../report/outbox-store.ts';
import type { Service } from '../services/schema.ts';
import { belongsTo } from './hosts.ts';
import type { Parts } from './parts.ts';

type Recording = Pick<Parts, 'database' | 'engine' | 'chance' | 'now' | 'consent'>;

/**
 * Diagnoses facts and remembers what was found, in the journal always and in the outbox with consent, all in one
 * transaction. Facts that name another service's host are passed over: a page can only speak of itself.
 * @param service the one whose page saw the facts
 * @returns whether anything was found
 */
export async function recordFacts(
  parts: Recording,
  service: Service,
  facts: readonly Fact[],
  online: boolean,
): Promise<boolean> {
  const now = parts.now();
  const findings = facts
    .filter((fact) => belongsTo(fact.host, service))
    .flatMap((fact) => parts.engine.diagnose(fact, service, { online }) ?? [])
    .map((finding) => dated({ ...finding, service: service.id }, now));
  if (findings.length === 0) return false;
  // An answer that cannot be read is no yes; the journal needs none.
  const consented = (await parts.consent().catch(() => null)) === 'given';
  const { mergeFinding } = parts.engine;
  await change(await parts.database(), async (writing) => {
    for (const finding of findings) {
      const noted = await recordFinding(writing, finding, mergeFinding, parts.chance.newId, now);
      if (consented) await recordObservation(writing, noted, now, parts.chance);
    }
  });
  return true;
}

/** Remembers that a service is in use, though nothing is known yet of how it fares. */
export async function noteUse(
  parts: Pick<Parts, 'database' | 'now'>,
  service: string,
): Promise<void> {
  const now = parts.now();
  await change(await parts.database(), (writing) => recordUse(writing, service, now, now));
}
