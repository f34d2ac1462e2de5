import { setTimeout as delay } from 'node:timers/promises';
import { sendBatch } from '../../test/server/support/send-batches.ts';
import { type Ledger, LedgerBook, type Parcel } from './ledger.ts';

/** As the extension does: what was refused is sent again, in the same words. Milliseconds. */
const RETRY_MS = 250;

/** From an answer to the next batch of the same lane: a steady load that leaves the machine room. Milliseconds. */
const PACE_MS = 20;

/** An answer that does not come is given up. Milliseconds. */
const ANSWER_MS = 8_000;

/** Services on all three masters of the cluster. */
const SERVICES = ['chatgpt', 'claude', 'gemini', 'grok', 'copilot', 'mistral'];

/** Each load has browsers and networks of its own. */
const MOST_PARCELS = 200_000;
let nextWho = 0;

/** A load on servers that goes on until it is told to stop. */
export interface Load {
  readonly ledger: Ledger;
  /** Sends no new batches, and the refused ones until each is acknowledged. @throws Error when that takes too long */
  finish(withinMs: number): Promise<void>;
  /** Sends every batch once more. */
  repeat(): Promise<void>;
}

/**
 * Starts to send batches, each of another browser and network.
 * @param urls of servers; a batch that one refuses goes to the next
 * @param lanes batches under way at once
 */
export function startLoad(urls: () => readonly string[], lanes = 8): Load {
  const book = new LedgerBook();
  const firstWho = nextWho;
  nextWho += MOST_PARCELS;
  let isOver = false;

  const send = async (parcel: Parcel, attempt: number): Promise<boolean> => {
    const all = urls();
    const url = all[(parcel.who + attempt) % all.length] ?? '';
    const { who, minute, service } = parcel;
    const started = performance.now();
    const isAcknowledged = await sendBatch(url, who, minute, {
      service,
      signal: AbortSignal.timeout(ANSWER_MS),
    }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status === 202;
      },
      () => false,
    );
    book.note(parcel, isAcknowledged, started);
    return isAcknowledged;
  };
  const deliver = async (parcel: Parcel, deadline: () => number) => {
    for (let attempt = 0; !(await send(parcel, attempt)); attempt += 1) {
      if (performance.now() > deadline()) return;
      await delay(RETRY_MS);
    }
  };
  let until = Number.POSITIVE_INFINITY;
  const waiting = new Set<Promise<void>>();
  const lane = async (first: number) => {
    for (let who = firstWho + first; !isOver; who += lanes) {
      const service = SERVICES[who % SERVICES.length] ?? 'chatgpt';
      const parcel = { who, service, minute: Math.floor(Date.now() / 60_000) };
      book.parcels.push(parcel);
      if (await send(parcel, 0)) {
        await delay(PACE_MS);
        continue;
      }
      const later = delay(RETRY_MS).then(() => deliver(parcel, () => until));
      waiting.add(later);
      void later.finally(() => waiting.delete(later));
      await delay(RETRY_MS);
    }
  };
  const running = Array.from({ length: lanes }, (_, first) => lane(first));

  return {
    ledger: book,
    async finish(withinMs) {
      isOver = true;
      until = performance.now() + withinMs;
      await Promise.all(running);
      await Promise.all(waiting);
      const missing = book.parcels.length - book.acknowledged.size;
      if (missing > 0) throw new Error(`${missing} batches were refused to the end`);
    },
    async repeat() {
      const rest = [...book.parcels];
      const sendRest = async () => {
        for (let parcel = rest.pop(); parcel !== undefined; parcel = rest.pop()) {
          await deliver(parcel, () => until);
        }
      };
      await Promise.all(Array.from({ length: lanes }, sendRest));
    },
  };
}

/** Voices of all the load's services, as a server counts them. */
export const LOAD_SERVICES: readonly string[] = SERVICES;
