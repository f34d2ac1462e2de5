import { describe, expect, it } from 'vitest';
import type { View } from '../../lib/status/view.ts';
import { openChat } from '../support/browsers/chat.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { eventSeenBy, passMinute } from './expectations.ts';
import { type Stage, useStage } from './stage.ts';

const CHATGPT = 'chatgpt.com';
const CLAUDE = 'claude.ai';

/** Waits until the events are of these services, the newest first, each with its cause or reason. */
function told(stage: Stage, ...wanted: readonly string[]): Promise<View> {
  return stage.session.viewWhen(wanted.join(', '), ({ events }) => {
    const core = events.map(({ service, cause, reason }) => `${service} ${reason ?? cause}`);
    return core.join() === wanted.join();
  });
}

describe.each(BROWSERS)('%s', (browser) => {
  const stage = useStage(browser);

  it('keeps the badge quiet about an overload that the page tries again after, until there is a second sign', async () => {
    stage.standIn.set({ conversation: { status: 529 } });
    const chat = await openChat(stage.session, CLAUDE);
    await chat.ask('What is a gateway?');
    const { events } = await eventSeenBy(stage, ['status']);
    expect(events).toMatchObject([{ service: 'claude', cause: 'service', weak: true }]);
    expect((await stage.session.readBadge()).text).toBe('');

    stage.standIn.set({ conversation: { error: 'Overloaded' } });
    await chat.ask('And now?');
    const sure = await eventSeenBy(stage, ['status', 'notice']);
    expect(sure.events).toHaveLength(1);
    expect(sure.events[0]).not.toHaveProperty('weak');
    await stage.session.badgeWhen('a failure', ({ text }) => text !== '');
  });

  it('says at once that a connection was reset while the server answers', async () => {
    stage.standIn.set({ conversation: 'reset' });
    const chat = await openChat(stage.session, CHATGPT);
    await chat.ask('What is a gateway?');
    await told(stage, 'chatgpt service');
    await stage.session.badgeWhen('a failure', ({ text }) => text !== '');
  });

  it('looks at the own network when the server cannot be reached either', async () => {
    stage.collector.set('down');
    await passMinute(stage);
    await stage.session.viewWhen('an unreadable status', ({ readable }) => !readable);
    await stage.standIn.refuse();
    await stage.session.open(CHATGPT).catch(() => {});
    await told(stage, 'chatgpt unclear');
    await stage.session.open(CLAUDE).catch(() => {});
    await told(stage, 'claude offline', 'chatgpt offline');
  });
});
