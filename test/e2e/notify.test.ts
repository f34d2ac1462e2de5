import { describe, expect, it } from 'vitest';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { ServiceStatus } from '../../lib/protocol/status.ts';
import { press } from '../support/browsers/press.ts';
import { quietStatus } from '../support/quiet-status.ts';
import { useStage } from './stage.ts';

declare const chrome: ExtensionApi;

// Headless Chromium shows no question that could be answered; what follows the answer is tested in test/unit.
describe('to be told when it is back, in firefox', () => {
  const stage = useStage('firefox');

  function say(changes: Partial<ServiceStatus>): void {
    const status = quietStatus();
    const { chatgpt } = status.services;
    if (chatgpt) status.services.chatgpt = { ...chatgpt, tried: 400, ...changes };
    stage.collector.say(status);
  }

  it('asks on the click, and shows one notification, once', async () => {
    const { session } = stage;
    say({ state: 'outage', level: 'confirmed', since: new Date().toISOString(), failed: 200 });
    await session.shiftClock(70_000);
    await session.ring();
    await session.viewWhen(
      'the outage',
      ({ status }) => status?.body.services.chatgpt?.state === 'outage',
    );
    const popup = await session.openExtensionPage('popup.html');
    await press(popup, 'notify-chatgpt');
    await session.viewWhen('the wish', ({ wishes }) => wishes?.includes('chatgpt') ?? false);
    expect(
      await popup.$eval('[data-testid="notify-chatgpt"]', (each) =>
        each.getAttribute('aria-pressed'),
      ),
    ).toBe('true');
    await session.run(recordNotifications);
    say({ state: 'operational', failed: 4, share: [0, 0.02] });
    await session.shiftClock(140_000);
    await session.ring();
    await session.viewWhen('the wish to be granted', ({ wishes }) => wishes?.length === 0);
    expect(await session.run(shown)).toEqual(['chatgpt']);
  });
});

/** Firefox without a screen closes a notification at once, so what is asked of it is written down. */
async function recordNotifications(): Promise<void> {
  const background = (await chrome.runtime.getBackgroundPage()) as unknown as Recording;
  const { notifications } = background.browser;
  background.shown = [];
  const { create } = notifications;
  notifications.create = ((id: string, options: never) => {
    background.shown.push(id);
    return create(id, options);
  }) as typeof create;
}

async function shown(): Promise<readonly string[]> {
  const background = (await chrome.runtime.getBackgroundPage()) as unknown as Recording;
  return background.shown;
}

interface Recording {
  readonly browser: { readonly notifications: { create: ExtensionApi['notifications']['create'] } };
  shown: string[];
}
