import { describe, expect, it } from 'vitest';
import { GECKO_ID } from '../../lib/platform/manifest.ts';
import { chatOn } from '../support/browsers/chat.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { coreOf, eventSeenBy } from './expectations.ts';
import { useStage } from './stage.ts';

/**
 * Says all the time, from before the watcher on, that another watcher has started: as WXT's content scripts of the
 * same name say it to each other, which makes the one that hears it stop.
 */
function announceAnother(id: string): void {
  const type = `${id}:watch:wxt:content-script-started`;
  let number = 0;
  setInterval(() => {
    number += 1;
    const detail = { contentScriptName: 'watch', messageId: `forged-${number}` };
    document.dispatchEvent(new CustomEvent(type, { detail }));
    window.dispatchEvent(new CustomEvent(type, { detail }));
    window.postMessage({ type, ...detail }, '*');
  }, 10);
}

describe.each(BROWSERS)('%s', (browser) => {
  const stage = useStage(browser);

  it('goes on watching a page that says another watcher has started', async () => {
    const { session, standIn } = stage;
    const id = browser === 'firefox' ? GECKO_ID : new URL(session.engine.extensionOrigin).host;
    const page = await session.browser.newPage();
    await page.evaluateOnNewDocument(announceAnother, id);
    await session.engine.goTo(page, session.engine.urlOf('chatgpt.com', '/'));
    await page.waitForSelector('body[data-ready=yes]');
    await session.viewWhen('the watcher', ({ used }) => 'chatgpt' in used);
    standIn.set({ conversation: { error: 'Something went wrong.' } });
    await chatOn(page).ask('Are you well?');
    const { events } = await eventSeenBy(stage, ['error-box']);
    expect(events.map(coreOf)).toMatchObject([{ service: 'chatgpt', feature: 'conversation' }]);
  });
});
