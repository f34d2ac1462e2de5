import { setTimeout } from 'node:timers/promises';
import type { ServiceStatus } from '../../lib/protocol/status.ts';
import { minuteOf, msOf } from '../../lib/protocol/vocabulary.ts';
import type { View } from '../../lib/status/view.ts';
import type { Session } from '../../test/support/browsers/session.ts';
import type { StandIn } from '../../test/support/stand-in/stand-in.ts';
import { ACTS, type Act, useHealthy } from './acts.ts';
import type { Chronicle } from './chronicle.ts';
import { msUntilSecond } from './crowd.ts';
import { type Evening, OUTAGE_MINUTES } from './evening.ts';
import type { Screens } from './screens.ts';
import { watchStatus } from './watch-status.ts';

export const SERVICE = 'chatgpt';

/** Late in a minute, so that little of it is waited for before its report can leave. */
const FIRST_FAILURE_SECOND = 40;
const EVERY_MS = 250;

export interface Stage {
  readonly session: Session;
  readonly standIn: StandIn;
  readonly evening: Evening;
  readonly screens: Screens;
  readonly chronicle: Chronicle;
  readonly origin: string;
  readonly signal: AbortSignal;
}

async function until(fits: () => Promise<boolean> | boolean, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await fits())) await setTimeout(EVERY_MS);
}

async function consent({ session, chronicle }: Stage): Promise<void> {
  const page = await session.openExtensionPage('welcome.html');
  const accept = await page.waitForSelector('[data-testid=consent-accept]');
  await accept?.click();
  await session.viewWhen('consent', (view) => view.consent === 'given');
  await page.close();
  chronicle.say('the user agreed to share anonymous reports');
}

function sawFailure(view: View, act: Act, since: number): boolean {
  return view.events.some(
    (event) => event.feature === act.feature && event.cause === 'service' && event.lastAt >= since,
  );
}

/** The user meets one failure: it must become an event, and the badge must speak. */
async function meet(act: Act, { session, standIn, chronicle, screens }: Stage): Promise<void> {
  await standIn.reset();
  const quiet = (await session.readBadge()).text;
  standIn.set({ [act.endpoint]: act.answer });
  const since = Date.now();
  const failing = standIn.asked(act.endpoint).then(() => Date.now());
  const playing = act.play(session);
  const first = !chronicle.has('first failure');
  if (first) chronicle.reach('first failure', act.title, await failing);
  const seen = session.viewWhen(`an event for: ${act.title}`, (view) =>
    sawFailure(view, act, since),
  );
  const marked = session.badgeWhen(
    'a badge',
    (badge) => badge.text !== '' && (!first || badge.text !== quiet),
  );
  const view = await seen;
  const event = view.events.find((candidate) => candidate.feature === act.feature);
  const said = `${event?.feature}/${event?.kind}, cause: ${event?.cause}`;
  if (first) chronicle.reach('first fact', said);
  else chronicle.say(`${act.title}: ${said}`);
  const badge = await marked;
  chronicle.reach('badge', `"${badge.text}" (${badge.title})`);
  await playing;
  await screens.take(act.name);
  await session.closePages();
}

function tellStatus({ chronicle }: Stage, status: ServiceStatus): void {
  const share = status.share
    ? `, ${Math.round(status.share[0] * 100)} to ${Math.round(status.share[1] * 100)} %`
    : '';
  const said = `${status.failed} of ${status.tried} failed${share}`;
  chronicle.say(`server: ${status.state}${status.level ? ` (${status.level})` : ''}, ${said}`);
  if (status.level === 'suspected') chronicle.reach('suspected', said);
  if (status.level === 'confirmed' && status.state !== 'recovering')
    chronicle.reach('confirmed', said);
  if (status.state === 'operational' && chronicle.has('confirmed'))
    chronicle.reach('recovered', said);
}

function sentFailure(view: View | null): boolean {
  return view?.sent.some(({ body }) => body.includes('"outcome":"failed"')) ?? false;
}

/** The popup, once its own reading of the public file says so. */
async function showEveryone(
  stage: Stage,
  name: string,
  fits: (state: string | undefined) => boolean,
): Promise<void> {
  const { session, screens, chronicle, signal } = stage;
  await until(
    async () => fits((await session.view())?.status?.body.services[SERVICE]?.state),
    signal,
  );
  chronicle.say(`the popup says: ${await screens.take(name)}`);
}

/** Plays the whole evening on a stage that stands. @throws Error when something is not seen in time */
export async function playEvening(stage: Stage): Promise<void> {
  const { session, standIn, evening, chronicle, origin, signal } = stage;
  await consent(stage);
  await useHealthy(session);
  await showEveryone(stage, 'healthy', (state) => state === 'operational');
  await session.closePages();

  const watching = watchStatus(
    origin,
    SERVICE,
    async (status) => tellStatus(stage, status),
    signal,
  );
  await setTimeout(msUntilSecond(FIRST_FAILURE_SECOND, Date.now()));
  const begun = Date.now();
  evening.begin(begun);
  const batch = until(async () => sentFailure(await session.view()), signal).then(() =>
    chronicle.reach('batch sent', 'exactly as the settings page lists it'),
  );
  for (const act of ACTS) await meet(act, stage);

  const alarmed = () => chronicle.has('suspected') || chronicle.has('confirmed');
  await Promise.race([until(alarmed, signal), watching]);
  await showEveryone(stage, 'suspected', (state) => state !== 'operational' && state !== undefined);
  await Promise.race([until(() => chronicle.has('confirmed'), signal), watching]);
  await showEveryone(stage, 'confirmed', (state) => state === 'outage');

  await setTimeout(Math.max(0, msOf(minuteOf(begun) + OUTAGE_MINUTES) - Date.now()));
  await standIn.reset();
  await useHealthy(session);
  chronicle.say(`${SERVICE} answers again`);
  await showEveryone(
    stage,
    'recovering',
    (state) => state === 'recovering' || state === 'operational',
  );
  await Promise.race([until(() => chronicle.has('recovered'), signal), watching]);
  await showEveryone(stage, 'recovered', (state) => state === 'operational');
  await batch;
}
