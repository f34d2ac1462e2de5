import type { Fact } from '../detect/fact.ts';
import type { Context, Finding } from '../detect/finding.ts';
import type { Merge } from '../journal/journal-store.ts';
import type { Database } from '../journal/migrations.ts';
import type { IssuerKey } from '../protocol/issuer-key.ts';
import type { Chance } from '../report/chance.ts';
import type { Consent, ConsentChoice } from '../report/consent.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { Service } from '../services/schema.ts';
import type { Back } from '../status/back.ts';
import type { Strips } from '../status/strips.ts';
import type { View } from '../status/view.ts';
import type { Learned } from '../watch/patience.ts';

/** The pure core: from facts to findings. */
export interface Engine {
  readonly diagnose: (fact: Fact, service: Service, context: Context) => Finding | null;
  readonly mergeFinding: Merge;
  /** @param learned how long the service's answers have paused in this browser */
  readonly planFor: (service: Service, host: string, learned: Learned) => unknown;
}

/** Which server is talked to. @see `ServerSetting` in lib/platform */
export interface ServerChoice {
  readonly load: () => Promise<void>;
  readonly prepare: (origin: string | null) => Promise<string | null>;
  readonly use: (origin: string | null) => Promise<void>;
}

/** All that the background needs of the world, so that tests can give it another one. Times are milliseconds since the epoch. */
export interface Parts {
  readonly services: readonly Service[];
  readonly engine: Engine;
  /** What is newer than the rules that the extension brought; none where a build trusts nobody to say so. */
  readonly rules?: Pick<RuleBook, 'load' | 'dueAt' | 'pollDue'>;
  /** The public keys of the issuer of tokens, as the signed rule pack has them. */
  readonly issuerKeys?: () => readonly IssuerKey[];
  readonly database: () => Promise<Database>;
  readonly now: () => number;
  readonly chance: Chance;
  /** The server's origin, as of now. */
  readonly origin: string;
  /** Which server that is, and how to put another in its place. */
  readonly server: ServerChoice;
  readonly fetch: typeof fetch;
  readonly consent: () => Promise<Consent>;
  readonly saveConsent: (choice: ConsentChoice) => Promise<void>;
  /** Whether the server may be talked to and the header rule is in force. */
  readonly access: () => Promise<boolean>;
  readonly online: () => boolean;
  /** What the reader's clock is ahead of UTC at a time. Minutes. */
  readonly zoneAt: (time: number) => number;
  /** The host of the active tab, null when it is none of a chatbot, or none that we may see. */
  readonly activeHost: () => Promise<string | null>;
  /** Whether the browser lets each service be watched, as of now. */
  readonly watching: () => Promise<View['watching']>;
  /** Gives a service's hosts back to the browser. @returns whether they are gone */
  readonly stopWatching: (service: string) => Promise<boolean>;
  /** What the reader has chosen, as kept. */
  readonly readSettings: () => Promise<Readonly<Record<string, unknown>>>;
  /** Forgets all that is kept outside the database. */
  readonly eraseSettings: () => Promise<void>;
  /** Keeps the language that was chosen; null for the browser's. The badge is in it from then on. */
  readonly saveLanguage: (tag: string | null) => Promise<void>;
  readonly showBadge: (view: View) => Promise<void>;
  readonly saveView: (view: View) => Promise<void>;
  /** Everyone's last 24 hours, as kept for the pages. */
  readonly saveStrips: (strips: Strips | null) => Promise<void>;
  /** Tells the reader that a service is back, if the browser allows it. */
  readonly tellBack: (service: string, where: Back) => Promise<void>;
  /** Told of what failed and nobody waits for. */
  readonly onFailure: (error: unknown) => void;
  /** Asks to be woken once at this time, instead of at any time asked for before. */
  readonly wakeAt: (time: number) => Promise<void>;
}
