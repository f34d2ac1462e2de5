import { describe, expect, it } from 'vitest';
import { openChat } from '../support/browsers/chat.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { quietStatus } from '../support/quiet-status.ts';
import { eventSeenBy, passMinute } from './expectations.ts';
import { useStage } from './stage.ts';

const CHATGPT = 'chatgpt.com';

describe.each(BROWSERS)('%s stays honest', (browser) => {
  const stage = useStage(browser);

  it.each(['rubbish', 'down'] as const)('when the server is %s', async (mode) => {
    const { session, collector } = stage;
    const status = quietStatus();
    const chatgpt = status.services.chatgpt;
    if (!chatgpt) throw new Error('The quiet status lacks chatgpt.');
    const services = { ...status.services, chatgpt: { ...chatgpt, state: 'operational' as const } };
    collector.say({ ...status, services });
    await passMinute(stage);
    await session.viewWhen('a good status', ({ status: held, readable }) => {
      return readable && held?.body.services.chatgpt?.state === 'operational';
    });
    collector.set(mode);
    await passMinute(stage);
    await session.viewWhen('an unreadable status', ({ readable }) => !readable);

    stage.standIn.set({ conversation: { status: 503 } });
    const chat = await openChat(session, CHATGPT);
    await chat.ask('Are you well?');
    await eventSeenBy(stage, ['status']);
    const popup = await session.openExtensionPage('popup.html');
    const verdict = await popup.waitForSelector('[data-testid="verdict"]');
    const told = await verdict?.evaluate((element) => ({ ...(element as HTMLElement).dataset }));
    expect(told).toMatchObject({ service: 'chatgpt', state: 'unknown' });
    const row = await popup.waitForSelector('[data-testid="service-chatgpt"]');
    expect(await row?.evaluate((element) => (element as HTMLElement).dataset.state)).toBe(
      'unknown',
    );

    collector.set('up');
    await passMinute(stage);
    await session.viewWhen('a good status again', ({ readable }) => readable);
  });
});
