import { describe, expect, it } from 'vitest';
import type { ServicePatch } from '../../lib/services/patch-schema.ts';
import { openChat } from '../support/browsers/chat.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import type { Call } from '../support/collector.ts';
import { payloadAt, sealed } from '../support/rules/make-pack.ts';
import { CURRENT_KEY, FOREIGN_KEY } from '../support/rules/test-keys.ts';
import { coreOf, failSurely } from './expectations.ts';
import { type Stage, useStage } from './stage.ts';

/** The pack is asked for once an hour, spread by a tenth. Milliseconds. */
const NEXT_TIME_MS = 70 * 60_000;
const PATIENCE = 400;

const CHATGPT = 'chatgpt.com';
const HISTORY = '/{backend-api|backend-anon|public-api}/conversations/**';
const JAMMED = 'Our gears are jammed.';

const isAnswered = ({ path, status }: Call) => path === '/v1/rules.json' && status === 200;

function packOf(seq: number, ...services: ServicePatch[]): string {
  return sealed(payloadAt(Date.now(), services, { seq }));
}

/** Lets an hour pass, so that the extension asks for the pack that is there now. */
async function askForPack({ session, collector }: Stage, pack: string): Promise<void> {
  collector.offer(pack);
  collector.clear();
  await session.shiftClock(NEXT_TIME_MS);
  await session.ring();
  await collector.next(isAnswered);
}

/** The same, and waits until the extension has taken and stored it. */
async function bring(stage: Stage, pack: string): Promise<void> {
  await askForPack(stage, pack);
  expect(await stage.session.run(isStored, pack, PATIENCE)).toBe(true);
}

/** Runs in a page of the extension. */
function isStored(pack: string, tries: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('outcry');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const look = (left: number) => {
        const row = opening.result.transaction('state').objectStore('state').get('rules');
        row.onsuccess = () => {
          const found = row.result?.text === pack;
          if (!found && left > 0) return setTimeout(look, 25, left - 1);
          opening.result.close();
          resolve(found);
        };
      };
      look(tries);
    };
  });
}

/** Opens the chatbot while its history fails, then lets something fail that no pack here touches. */
async function seenWhileHistoryFails(stage: Stage) {
  stage.standIn.set({ history: { status: 500 } });
  const chat = await openChat(stage.session, CHATGPT);
  await chat.page.close();
  const { events } = await failSurely(stage, CHATGPT);
  return events.map(coreOf).filter(({ feature }) => feature === 'history');
}

describe.each(BROWSERS)('%s, without a release of the extension,', (browser) => {
  const stage = useStage(browser);

  it('stops taking something for a failure, for good', async () => {
    await bring(stage, packOf(1, { id: 'chatgpt', off: { endpoints: [HISTORY] } }));
    expect(await seenWhileHistoryFails(stage)).toEqual([]);
    await stage.session.engine.stopBackground();
    await stage.session.closePages();
    expect(await seenWhileHistoryFails(stage)).toEqual([]);
  });

  it('finds a failure in words and in a place that it did not know, in a page that is open', async () => {
    const { session, standIn } = stage;
    const chat = await openChat(session, CHATGPT);
    await chat.page.evaluate((text) => {
      const box = document.createElement('div');
      box.dataset.testid = 'snackbar';
      box.textContent = text;
      document.body.append(box);
      document.body.dataset.loaded = 'once';
    }, JAMMED);
    standIn.set({ conversation: { status: 503 } });
    await chat.ask('Are you well?');
    const before = await session.viewWhen('the failure that it knows', ({ events }) => {
      return events.some(({ kind }) => kind === 'http-5xx');
    });
    expect(before.events.map(({ kind }) => kind)).toEqual(['http-5xx']);
    await bring(
      stage,
      packOf(1, {
        id: 'chatgpt',
        put: {
          notices: [{ place: 'toast', selector: '[data-testid=snackbar]' }],
          phrases: [{ cause: 'service', feature: 'files', trust: 'B', texts: { en: [JAMMED] } }],
        },
      }),
    );
    await session.viewWhen('the failure that it learned', ({ events }) =>
      events.some(({ feature, kind }) => feature === 'files' && kind === 'banner'),
    );
    expect(await chat.page.evaluate(() => document.body.dataset.loaded)).toBe('once');
  });

  it('leaves a service alone that was switched off, also in a page that is open', async () => {
    const { session, standIn } = stage;
    const chat = await openChat(session, CHATGPT);
    await session.viewWhen('the chatbot in use', ({ used }) => 'chatgpt' in used);
    await bring(stage, packOf(1, { id: 'chatgpt', switchedOff: true }));
    standIn.set({ conversation: { status: 503 } });
    await chat.ask('Are you well?');
    const { events } = await failSurely(stage, 'claude.ai');
    expect(events.map(({ service }) => service)).toEqual(['claude']);
  });

  it('takes no pack that was changed on its way, is not ours, or is an older one', async () => {
    const off: ServicePatch = { id: 'chatgpt', off: { endpoints: [HISTORY] } };
    const good = packOf(5);
    const changed = { ...JSON.parse(good), ...payloadOf(packOf(9, off)) };
    await askForPack(stage, JSON.stringify(changed));
    await askForPack(stage, sealed(payloadAt(Date.now(), [off], { seq: 9 }), [FOREIGN_KEY]));
    // Had one of the others been taken, number 5 would come too late.
    await bring(stage, good);
    await askForPack(stage, sealed(payloadAt(Date.now(), [off], { seq: 4 }), [CURRENT_KEY]));
    await stage.session.engine.stopBackground();
    expect(await seenWhileHistoryFails(stage)).toHaveLength(1);
    expect(await stage.session.run(isStored, good, 0)).toBe(true);
  });
});

function payloadOf(pack: string): { payload: string } {
  const { payload } = JSON.parse(pack) as { payload: string };
  return { payload };
}
