import type { Fact } from '../detect/fact.ts';
import type { Context, Finding } from '../detect/finding.ts';
import { dated, recordFinding, recordUse } from '../journal/journal-store.ts';
import type { Reading } from '../journal/migrations.ts';
import type { Change } from '../journal/minute-store.ts';
import { type NetworkNow, networkNow } from '../journal/network-now.ts';
import { isNewAnswer, noteAnswer } from '../journal/network-store.ts';
import { contextFor, hasOpenEvents, settleEvents } from '../journal/settle-events.ts';
import { change, reading } from '../journal/transact.ts';
import { recordObservation } from '../report/outbox-store.ts';
import type { Service } from '../services/schema.ts';
import { belongsTo, hasName } from './hosts.ts';
import type { Parts } from './parts.ts';

type Recording = Pick<
  Parts,
  'database' | 'engine' | 'chance' | 'now' | 'consent' | 'zoneAt' | 'access' | 'origin'
>;

/** Reads what is known of the network. */
type Look = (from: Reading) => Promise<NetworkNow>;

/** What became of some facts. */
export interface Recorded {
  readonly found: boolean;
  /** Whether nobody can tell yet if the network carries, and asking the server may tell. */
  readonly isOpen: boolean;
}

/**
 * Diagnoses facts and remembers what was found, in the journal always and in the outbox with consent, all in one
 * transaction. Facts that name another service's host are passed over: a page can only speak of itself.
 * @param service the one whose page saw the facts
 */
export async function recordFacts(
  parts: Recording,
  service: Service,
  facts: readonly Fact[],
  online: boolean,
): Promise<Recorded> {
  const now = parts.now();
  const own = facts.filter((fact) => belongsTo(fact.host, service));
  const answeredAt = Math.max(0, ...own.map((fact) => Math.min(answerTime(fact), now)));
  const look = (from: Reading) => networkNow(from, online, now, answeredAt);
  const known = own.some(hangsOnNetwork) ? await knownNetwork(parts, look) : null;
  const context: Context = {
    online,
    zone: parts.zoneAt(now),
    ...(known ? contextFor(known, service.id, hasName(parts.origin)) : {}),
  };
  const findings = own
    .flatMap((fact) => parts.engine.diagnose(fact, service, context) ?? [])
    .map((finding) => dated({ ...finding, service: service.id }, now));
  if (findings.length > 0) await remember(parts, findings, known && look, answeredAt, now);
  else if (answeredAt > 0) await rememberAnswer(parts, answeredAt, now);
  const isOpen = known?.network === 'unknown' && findings.some(isPending);
  return { found: findings.length > 0, isOpen };
}

async function remember(
  parts: Recording,
  findings: readonly Finding[],
  look: Look | null,
  answeredAt: number,
  now: number,
): Promise<void> {
  await changeAll(parts, now, async (writing, observe) => {
    for (const finding of findings) {
      const { mergeFinding } = parts.engine;
      await observe(await recordFinding(writing, finding, mergeFinding, parts.chance.newId, now));
    }
    if (answeredAt > 0) await noteAnswer(writing, answeredAt, now);
    // That another service is cut as well speaks for the network: also of what failed a moment ago.
    const known = await look?.(writing);
    if (known?.network !== 'down') return;
    const changes = await settleEvents(writing, known, hasName(parts.origin), now);
    for (const each of changes) await observe(each);
  });
}

async function rememberAnswer(parts: Recording, answeredAt: number, now: number): Promise<void> {
  const database = await parts.database();
  if (!(await isNewAnswer(reading(database), answeredAt))) return;
  await change(database, (writing) => noteAnswer(writing, answeredAt, now));
}

/** Corrects what was found lately by what is known of the network now. @returns whether anything was open */
export async function settleNow(parts: Recording, online: boolean): Promise<boolean> {
  const now = parts.now();
  const from = reading(await parts.database());
  if (!(await hasOpenEvents(from, now))) return false;
  await changeAll(parts, now, async (writing, observe) => {
    const known = await networkNow(writing, online, now);
    const changes = await settleEvents(writing, known, hasName(parts.origin), now);
    for (const each of changes) await observe(each);
  });
  return true;
}

/** Runs a job in one transaction; what it observes is also kept for reporting, with consent. */
async function changeAll(
  parts: Recording,
  now: number,
  job: (
    writing: Parameters<typeof recordObservation>[0],
    observe: (noted: Change) => Promise<void>,
  ) => Promise<void>,
): Promise<void> {
  // An answer that cannot be read is no yes; the journal needs none.
  const consented = (await parts.consent().catch(() => null)) === 'given';
  await change(await parts.database(), (writing) =>
    job(writing, async (noted) => {
      if (consented) await recordObservation(writing, noted, now, parts.chance);
    }),
  );
}

/** @returns null when the network is not known and cannot be asked about either */
async function knownNetwork(parts: Recording, look: Look): Promise<NetworkNow | null> {
  const known = await look(reading(await parts.database()));
  return known.network === 'unknown' && !(await parts.access()) ? null : known;
}

/** What came from the network shows that it carries; a document may have come from the page's own store. */
function answerTime(fact: Fact): number {
  if (fact.type !== 'response' || (fact.navigation && fact.status < 400)) return 0;
  return fact.at;
}

function hangsOnNetwork(fact: Fact): boolean {
  return fact.type === 'connection' || (fact.type === 'turn' && fact.outcome === 'stalled');
}

function isPending(finding: Finding): boolean {
  return finding.type === 'trouble' && finding.pending !== undefined;
}

/** Remembers that a service is in use, though nothing is known yet of how it fares. */
export async function noteUse(
  parts: Pick<Parts, 'database' | 'now'>,
  service: string,
): Promise<void> {
  const now = parts.now();
  await change(await parts.database(), (writing) => recordUse(writing, service, now, now));
}
