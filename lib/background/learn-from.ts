import type { Fact, TurnFact } from '../detect/fact.ts';
import { learnSilences } from '../journal/patience.ts';
import { change } from '../journal/transact.ts';
import type { Service } from '../services/schema.ts';
import type { Parts } from './parts.ts';

/** Remembers how long answers paused, so that the next page of the service is as patient as it takes. */
export async function learnFrom(
  parts: Pick<Parts, 'database'>,
  service: Service,
  facts: readonly Fact[],
): Promise<void> {
  const answered = facts.filter(
    (fact): fact is TurnFact => fact.type === 'turn' && fact.outcome === 'answered',
  );
  if (answered.length === 0) return;
  await change(await parts.database(), (writing) => learnSilences(writing, service.id, answered));
}
