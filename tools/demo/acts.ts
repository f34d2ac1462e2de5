import type { Feature } from '../../lib/protocol/vocabulary.ts';
import { type Chat, openChat } from '../../test/support/browsers/chat.ts';
import type { Session } from '../../test/support/browsers/session.ts';
import { cloudflarePage, routeErrorPage } from '../../test/support/stand-in/gateway-pages.ts';
import type { Answer, Endpoint } from '../../test/support/stand-in/scenario.ts';

export const HOST = 'chatgpt.com';

/** One thing that went wrong on the evening of 3 February 2026, and what a user did to meet it. */
export interface Act {
  /** Short: it names the screenshots. */
  readonly name: string;
  readonly title: string;
  /** What fails on the site, and how. */
  readonly endpoint: Endpoint;
  readonly answer: Answer;
  /** What the user does. */
  readonly play: (session: Session) => Promise<unknown>;
  /** What the extension must say broke. */
  readonly feature: Feature;
}

const ask = async (session: Session): Promise<Chat> => {
  const chat = await openChat(session, HOST);
  await chat.ask('What is the tallest mountain of Portugal?');
  return chat;
};
const open = (session: Session) => openChat(session, HOST);
const load = (session: Session) => session.open(HOST);

const hmm = 'Hmmm... something seems to have gone wrong. Maybe try me again in a little bit.';

/** The three messages that people posted that evening, then what else they met. */
export const ACTS: readonly Act[] = [
  {
    name: 'hmmm',
    title: '"Hmmm... something seems to have gone wrong" instead of an answer',
    endpoint: 'conversation',
    answer: { status: 500, body: { detail: hmm } },
    play: ask,
    feature: 'conversation',
  },
  {
    name: 'gateway-time-out',
    title: '"Gateway time-out error" instead of the page (504)',
    endpoint: 'document',
    answer: cloudflarePage(HOST, 504),
    play: load,
    feature: 'page',
  },
  {
    name: 'route-error',
    title: '"Route error 500" instead of the page',
    endpoint: 'document',
    answer: routeErrorPage(),
    play: load,
    feature: 'page',
  },
  {
    name: 'conversation-502',
    title: 'a prompt answered with 502',
    endpoint: 'conversation',
    answer: { status: 502, body: 'Bad gateway' },
    play: ask,
    feature: 'conversation',
  },
  {
    name: 'conversation-504',
    title: 'a prompt answered with 504',
    endpoint: 'conversation',
    answer: { status: 504, body: 'Gateway time-out' },
    play: ask,
    feature: 'conversation',
  },
  {
    name: 'history-missing',
    title: 'the history is gone (500)',
    endpoint: 'history',
    answer: { status: 500, body: { detail: 'Internal Server Error' } },
    play: open,
    feature: 'history',
  },
  {
    name: 'login-failing',
    title: 'signing in fails (500)',
    endpoint: 'session',
    answer: { status: 500, body: { detail: 'Internal Server Error' } },
    play: open,
    feature: 'login',
  },
  {
    name: 'projects-closed',
    title: 'projects do not open (500)',
    endpoint: 'projects',
    answer: { status: 500, body: { detail: 'Internal Server Error' } },
    play: open,
    feature: 'projects',
  },
];

/** The user tries a prompt while all is well. @returns the words of the answered page */
export async function useHealthy(session: Session): Promise<string> {
  return (await ask(session)).text();
}
