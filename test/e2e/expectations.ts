import { expect } from 'vitest';
import type { Evidence } from '../../lib/detect/finding.ts';
import type { Event } from '../../lib/journal/event.ts';
import type { View } from '../../lib/status/view.ts';
import { openChat } from '../support/browsers/chat.ts';
import { isReport, readReports } from '../support/collector.ts';
import type { Stage } from './stage.ts';

/** How long a minute is waited for: itself and the half minute over which browsers spread. Milliseconds. */
const MINUTE_AND_SPREAD_MS = 95_000;

export type EventCore = Pick<Event, 'service' | 'feature' | 'kind' | 'cause' | 'reason'>;

/** The part of an event that says what it is, not when or how often. */
export function coreOf({ service, feature, kind, cause, reason }: Event): EventCore {
  return { service, feature, kind, cause, ...(reason ? { reason } : {}) };
}

/** Waits until these observers have told of the newest event. */
export function eventSeenBy(stage: Stage, evidence: readonly Evidence[]): Promise<View> {
  return stage.session.viewWhen(`an event seen as ${evidence.join(', ')}`, ({ events }) =>
    evidence.every((each) => events[0]?.evidence.includes(each)),
  );
}

/**
 * Makes a failure that is surely noticed: when it is in the view, so is everything that came before it.
 * @param host the chatbot that fails to list its projects
 */
export async function failSurely(stage: Stage, host: string): Promise<View> {
  stage.standIn.set({ projects: { status: 500 } });
  await openChat(stage.session, host);
  return stage.session.viewWhen('the failure of projects', ({ events }) =>
    events.some(({ feature }) => feature === 'projects'),
  );
}

/**
 * Lets a conversation fail, and waits until all that tells of it has been noted.
 * @param already how many events there are before it
 */
export async function failConversation(stage: Stage, already = 0): Promise<void> {
  stage.standIn.set({ conversation: { status: 503 } });
  const chat = await openChat(stage.session, 'chatgpt.com');
  await chat.ask('Are you well?');
  await stage.session.viewWhen('one more event, seen twice', ({ events }) => {
    return events.length === already + 1 && events[0]?.evidence.length === 2;
  });
  await chat.page.close();
}

/** Lets the present minute close and everything that is due then happen. */
export async function passMinute(stage: Stage): Promise<void> {
  await stage.session.shiftClock(MINUTE_AND_SPREAD_MS);
  await stage.session.ring();
}

/** Lets the minute pass and reads the batch that is sent then. */
export async function nextReports(stage: Stage) {
  await passMinute(stage);
  return readReports(await stage.collector.next(isReport));
}

const READS = ['GET /v1/status.json', 'GET /v1/history.json', 'GET /v1/rules.json'];

/** Fails unless every call so far only read what everybody reads. */
export function expectOnlyStatusReads({ collector }: Stage): void {
  expect(collector.calls.map(({ method, path }) => `${method} ${path}`)).toSatisfy((calls) =>
    calls.every((call: string) => READS.includes(call)),
  );
}
