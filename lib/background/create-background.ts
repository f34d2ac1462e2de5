import { learnedSilences } from '../journal/patience.ts';
import { reading } from '../journal/transact.ts';
import type { PageMessage, Replies, UiMessage } from '../messaging/messages.ts';
import type { Receivers } from '../messaging/receive.ts';
import { CONSENT_TEXT_VERSION } from '../report/consent.ts';
import { flush } from '../report/flush.ts';
import { withdraw } from '../report/outbox-store.ts';
import type { Service } from '../services/schema.ts';
import { fetchStrips } from '../status/history-client.ts';
import { poll } from '../status/poll.ts';
import { fetchTokens } from '../tokens/fetch-tokens.ts';
import { answerReport, clearHistory } from './answer-ui.ts';
import { createCoalescer } from './create-coalescer.ts';
import { createQueue } from './create-queue.ts';
import { createViewWriter } from './create-view-writer.ts';
import { serviceOfPage } from './hosts.ts';
import { nextWake, takeHistory, takePoll, takeProbe, tidyDue } from './jobs.ts';
import { learnFrom } from './learn-from.ts';
import { eraseData, exportData } from './own-data.ts';
import type { Parts } from './parts.ts';
import { noteUse, recordFacts, settleNow } from './record-facts.ts';
import { requestFact } from './request-fact.ts';
import { useServer } from './use-server.ts';
import { setWish } from './wishes.ts';

/** No two wake-ups lie closer together: a fault in a plan must not become a loop. Milliseconds. */
const MIN_SLEEP_MS = 250;

/** Nor further away: the status is due once a minute, unless the clock was set back. Milliseconds. */
const MAX_SLEEP_MS = 70_000;

/** After a job that failed, so that a full disk does not become a loop of attempts. Milliseconds. */
const FAILED_SLEEP_MS = 30_000;

/** What the background does; each function may be called at any time, and again after a death at any instruction. */
export interface Background extends Receivers {
  /** To be awaited before anything else: opens the database and makes sure that there is an alarm. */
  readonly start: () => Promise<void>;
  /** Runs what is due, then asks to be woken for what is next. @throws what a job threw, after all that */
  readonly tick: () => Promise<void>;
  /** @param details what `webRequest` said of a request that ended */
  readonly requestEnded: (details: unknown) => Promise<void>;
  /** Something was allowed or forbidden, perhaps in the browser's own settings. */
  readonly permissionsChanged: () => Promise<void>;
}

/** Puts the parts together. It holds nothing that matters in memory: that is in the database. */
export function createBackground(parts: Parts): Background {
  // Recording, clicks and withdrawing consent wait for each other, so that nothing is recorded after a withdrawal.
  const inOrder = createQueue();
  // Of two plans for the next waking the later made holds, for it knows of more.
  const planning = createQueue();
  const showView = createCoalescer(createViewWriter(parts));
  let stop = new AbortController();

  function sleep(shortest = MIN_SLEEP_MS): Promise<void> {
    return planning(() => planWake(shortest));
  }

  async function planWake(shortest: number): Promise<void> {
    const database = await parts.database();
    const from = reading(database);
    const [jobs, rules] = await Promise.all([nextWake(from), parts.rules?.dueAt(from)]);
    const wake = Math.min(jobs, rules ?? Number.POSITIVE_INFINITY);
    const now = parts.now();
    await parts.wakeAt(Math.min(Math.max(wake, now + shortest), now + MAX_SLEEP_MS));
  }

  // What was asked for has happened by now: that it cannot be shown makes no failure of it. The next tick tells of that.
  async function show(...more: Promise<void>[]): Promise<void> {
    await Promise.allSettled([showView(), ...more]);
  }

  async function pollDue(): Promise<void> {
    const database = await parts.database();
    if (await takePoll(database, parts.now(), parts.chance.random())) await pollNow();
  }

  async function historyDue(): Promise<void> {
    const database = await parts.database();
    if (!(await takeHistory(database, parts.now(), parts.chance.random()))) return;
    if (!(await parts.access())) return;
    const strips = await fetchStrips(parts.fetch, parts.origin);
    if (strips) await parts.saveStrips(strips);
  }

  async function pollNow(): Promise<void> {
    await poll({ ...parts, database: await parts.database() });
    await inOrder(() => settleNow(parts, parts.online()));
    await showView();
  }

  /** Whether the server can be reached tells whether the network carries. */
  async function probe(): Promise<void> {
    const database = await parts.database();
    if (await takeProbe(database, parts.now(), parts.chance.random())) await pollNow();
  }

  async function flushDue(): Promise<void> {
    const database = await parts.database();
    await tidyDue(database, parts.now());
    await flush({ ...parts, database, stop: stop.signal });
  }

  async function tokensDue(): Promise<void> {
    const { issuerKeys = () => [] } = parts;
    await fetchTokens({
      ...parts,
      issuerKeys,
      database: await parts.database(),
      stop: stop.signal,
    });
  }

  async function rulesDue(): Promise<void> {
    await parts.rules?.pollDue(await parts.database());
  }

  /** Before it nothing is judged: what the newest rules say holds from the first fact on. */
  async function start(): Promise<void> {
    await parts.server.load();
    const database = await parts.database();
    await Promise.all([parts.rules?.load(database), sleep()]);
  }

  const tick = createCoalescer(async () => {
    // The status poll waits up to its time-out; what is to be sent does not wait for it.
    const jobs = await Promise.allSettled([
      pollDue(),
      flushDue(),
      historyDue(),
      rulesDue(),
      tokensDue(),
    ]);
    const failed = jobs.find((job) => job.status === 'rejected');
    await Promise.all([showView(), sleep(failed ? FAILED_SLEEP_MS : MIN_SLEEP_MS)]);
    if (failed) throw failed.reason;
  });

  async function factsSeen(service: Service, message: Extract<PageMessage, { type: 'factsSeen' }>) {
    const { facts, online } = message;
    const { found, isOpen } = await inOrder(() => recordFacts(parts, service, facts, online));
    if (found) await show(sleep());
    // What is known has been shown by now; what the server's answer corrects is shown after it.
    if (isOpen) await Promise.allSettled([probe()]);
  }

  function cutOff(): void {
    stop.abort();
    stop = new AbortController();
  }

  async function withdrawNow(): Promise<void> {
    cutOff();
    await inOrder(async () => withdraw(await parts.database()));
  }

  async function setConsent(given: boolean): Promise<void> {
    const choice = given ? 'given' : 'declined';
    if (!given) cutOff();
    try {
      await inOrder(() => parts.saveConsent({ choice, text: CONSENT_TEXT_VERSION }));
    } finally {
      if (!given) await withdrawNow();
      await show();
    }
  }

  async function refreshView(): Promise<void> {
    const active = serviceOfPage(await parts.activeHost(), parts.services);
    if (active) await inOrder(() => noteUse(parts, active.id));
    await showView();
  }

  return {
    start,
    tick,

    async fromPage(message, service, host, path) {
      if (message.type === 'watchStarted') {
        // On a shared host the reader may be somewhere else, and only come to the chatbot later.
        const isThere = serviceOfPage(host, [service], path) !== null;
        const noted = isThere ? inOrder(() => noteUse(parts, service.id)) : Promise.resolve();
        // Nothing is seen of the page before the reply: it waits for no view.
        void noted.catch(parts.onFailure).then(() => show());
        const learned = await learnedSilences(reading(await parts.database()), service.id);
        return { plan: parts.engine.planFor(service, host, learned) };
      }
      await factsSeen(service, message);
      await inOrder(() => learnFrom(parts, service, message.facts));
      return { ok: true };
    },

    async fromUi(message: UiMessage): Promise<Replies[UiMessage['type']]> {
      switch (message.type) {
        case 'refreshView':
          await refreshView();
          return { ok: true };
        case 'report': {
          const { service, feature } = message;
          const reply = await inOrder(() => answerReport(parts, service, feature));
          await show(sleep());
          return reply;
        }
        case 'setConsent':
          await setConsent(message.given);
          return { ok: true };
        case 'clearHistory':
          await inOrder(() => clearHistory(parts));
          await show();
          return { ok: true };
        case 'exportData':
          return { text: await inOrder(() => exportData(parts)) };
        case 'eraseData':
          cutOff();
          await inOrder(() => eraseData(parts));
          await parts.server.use(null);
          await show();
          await tick();
          return { ok: true };
        case 'useServer': {
          const result = await inOrder(() => useServer(parts, message.origin, cutOff));
          if (result === 'used') await tick();
          return { result };
        }
        case 'wishForReturn': {
          const { service, wanted, alone } = message;
          await inOrder(() => setWish(parts, service, wanted, alone));
          await show();
          return { ok: true };
        }
        case 'setLanguage':
          await parts.saveLanguage(message.tag);
          await show();
          return { ok: true };
        case 'stopWatching':
          return { ok: await parts.stopWatching(message.service) };
      }
    },

    async requestEnded(details) {
      const seen = requestFact(details, parts.services);
      if (!seen) return;
      await factsSeen(seen.service, {
        type: 'factsSeen',
        online: parts.online(),
        facts: [seen.fact],
      });
    },

    async permissionsChanged() {
      if ((await parts.consent()) !== 'given') await withdrawNow();
      await showView();
      await tick();
    },
  };
}
