import { aboutAfter, takeDue } from '../journal/due.ts';
import type { Database, Reading } from '../journal/migrations.ts';
import { readState, writeState } from '../journal/state-rows.ts';
import { change, reading } from '../journal/transact.ts';
import type { IssuerKey } from '../protocol/issuer-key.ts';
import type { Service } from '../services/schema.ts';
import { isInForce, type OpenedPack, openPack, type Refusal } from './open-pack.ts';
import { type PackMemory, remember } from './pack-memory.ts';
import { patchService } from './patch-service.ts';
import type { PinnedKey } from './pinned-key.ts';
import { fetchRules } from './rules-client.ts';

/** How often the pack is asked for, whatever the reader does. Milliseconds. */
export const RULES_EVERY_MS = 60 * 60_000;

/** The same after an attempt that came to nothing. Milliseconds. */
export const RULES_RETRY_MS = 10 * 60_000;

/** What the rules hang on. */
export interface RuleBookParts {
  /** Who may sign; with none no pack is asked for. */
  readonly keys: readonly PinnedKey[];
  /** This extension's version. */
  readonly version: () => string;
  /** As the extension brought them. */
  readonly services: readonly Service[];
  /** The server that is talked to now. */
  readonly origin: () => string;
  readonly now: () => number;
  readonly random: () => number;
  readonly fetch: typeof fetch;
  readonly access: () => Promise<boolean>;
  /** Told of a pack that was not taken, for the developer's console. */
  readonly onRefused: (why: Refusal, detail?: string) => void;
  /** Told which services are to be watched in another way from now on, also in pages that are open. */
  readonly onChanged: (services: readonly Service[]) => Promise<void>;
}

/** The rules in force: those of the newest good pack over those that the extension brought. */
export interface RuleBook {
  /** @returns the service as it is to be understood now; null while it is switched off */
  readonly ruled: (service: Service) => Service | null;
  /** @returns the issuer's public keys, none without a pack in force */
  readonly issuerKeys: () => readonly IssuerKey[];
  /** Takes up the stored pack, after the same checks as when it came. To be awaited before anything is judged. */
  readonly load: (database: Database) => Promise<void>;
  /** @returns when the pack is to be asked for next, milliseconds since the epoch */
  readonly dueAt: (from: Reading) => Promise<number>;
  /** Asks for the pack if it is time. */
  readonly pollDue: (database: Database) => Promise<void>;
}

interface InForce {
  readonly opened: OpenedPack;
  readonly patched: ReadonlyMap<string, Service | null>;
}

/** @returns a rule book that knows no pack yet */
export function createRuleBook(parts: RuleBookParts): RuleBook {
  const { keys, services, version } = parts;
  const hosts = new Set(services.flatMap((each) => [...each.hosts, ...each.requestHosts]));
  let held: InForce | null = null;

  const current = (): InForce | null =>
    held && isInForce(held.opened.pack, parts.now()) ? held : null;
  const open = (text: string, memory: PackMemory) =>
    openPack(text, { keys, hosts, version: version(), now: parts.now(), memory });

  const ruled = (service: Service): Service | null => {
    const patched = current()?.patched.get(service.id);
    return patched === undefined ? service : patched;
  };

  async function load(database: Database): Promise<void> {
    const { text, memory } = await readState(reading(database), 'rules');
    const answer = text === null || keys.length === 0 ? null : await open(text, memory);
    held = answer?.ok ? inForce(answer.opened, services) : null;
  }

  async function take(database: Database, text: string): Promise<void> {
    const { memory } = await readState(reading(database), 'rules');
    const answer = await open(text, memory);
    if (!answer.ok) return parts.onRefused(answer.why, answer.detail);
    const { opened } = answer;
    await change(database, async (writing) => {
      const pinned = keys.map(({ kid }) => kid);
      await writeState(writing, 'rules', { text, memory: remember(opened, memory, pinned) });
    });
    const before = services.map(ruled);
    held = inForce(opened, services);
    const changed = services.filter((service, index) => !isSame(ruled(service), before[index]));
    if (changed.length > 0) await parts.onChanged(changed);
  }

  const after = (pause: number) => aboutAfter(parts.now(), pause, parts.random());

  return {
    ruled,
    load,
    issuerKeys: () => current()?.opened.pack.issuerKeys ?? [],
    async dueAt(from) {
      if (keys.length === 0) return Number.POSITIVE_INFINITY;
      return readState(from, 'rulesDueAt');
    },
    async pollDue(database) {
      if (keys.length === 0) return;
      const [now, next] = [parts.now(), after(RULES_RETRY_MS)];
      const isNow = await takeDue(database, 'rulesDueAt', {
        now,
        longest: 2 * RULES_EVERY_MS,
        next,
      });
      if (!isNow || !(await parts.access())) return;
      const { text } = await readState(reading(database), 'rules');
      const answer = await fetchRules(parts.fetch, parts.origin());
      if (answer.type === 'unreadable') return;
      await change(database, (writing) => writeState(writing, 'rulesDueAt', after(RULES_EVERY_MS)));
      if (answer.type === 'file' && answer.text !== text) await take(database, answer.text);
      else if (!held) await load(database);
    },
  };
}

function isSame(one: Service | null, other: Service | null | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function inForce(opened: OpenedPack, services: readonly Service[]): InForce {
  const patches = new Map(opened.pack.services.map((patch) => [patch.id, patch]));
  const patched = services.flatMap((service) => {
    const patch = patches.get(service.id);
    return patch ? [[service.id, patchService(service, patch)] as const] : [];
  });
  return { opened, patched: new Map(patched) };
}
