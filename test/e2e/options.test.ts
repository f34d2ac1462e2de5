import { describe, expect, it } from 'vitest';
import { giveConsent } from '../support/browsers/consent.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { press } from '../support/browsers/press.ts';
import { isReport, startCollector } from '../support/collector.ts';
import { failConversation, passMinute } from './expectations.ts';
import { useStage } from './stage.ts';

const title = () => document.querySelector('h1')?.textContent ?? '';

describe.each(BROWSERS)('the settings in %s', (browser) => {
  const stage = useStage(browser);

  it('change the language of pages and badge at once', async () => {
    const { session } = stage;
    const page = await session.openExtensionPage('options.html');
    await page.bringToFront();
    await page.waitForSelector('[data-testid="language"]');
    await page.select('[data-testid="language"]', 'fr');
    await page.waitForFunction(() => document.documentElement.lang === 'fr');
    expect(await page.evaluate(title)).toBe('Réglages d’Outcry');
    await session.badgeWhen('a French tooltip', ({ title: text }) => /^Outcry\s:/.test(text));
    await page.close();
    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForFunction(() => document.documentElement.lang === 'fr');
    await popup.close();
    const again = await session.openExtensionPage('options.html');
    await again.waitForSelector('[data-testid="language"]');
    await again.select('[data-testid="language"]', '');
    await again.waitForFunction(() => document.documentElement.lang === 'en-US');
    await session.badgeWhen('an English tooltip', ({ title: text }) => text.startsWith('Outcry: '));
  });

  it('put another server in the usual one’s place after it has answered, and back', async () => {
    const { session, collector } = stage;
    const own = await startCollector();
    try {
      const page = await session.openExtensionPage('options.html');
      await enter(page, 'own');
      expect(await resultOf(page)).toBe('bad');
      await enter(page, `${own.origin}/some/path`);
      expect(await resultOf(page)).toBe('used');
      await session.viewWhen('the other server', (view) => view.server.origin === own.origin);
      expect(own.calls.every(({ rawHeaders }) => !rawHeaders.some(isIdentifying))).toBe(true);
      collector.clear();
      await giveConsent(session);
      await failConversation(stage);
      await passMinute(stage);
      await own.next(isReport);
      expect(collector.calls).toEqual([]);
      // By keyboard: the page is drawn anew while the minute passes, and a click could land beside.
      await page.bringToFront();
      const usual = await page.waitForSelector('[data-testid="server-usual"]', { visible: true });
      await usual?.press('Enter');
      await session.viewWhen('the usual server', (view) => view.server.origin === collector.origin);
    } finally {
      await own.close();
    }
  });

  it('keep the server when another one does not answer', async () => {
    const { session, collector } = stage;
    const page = await session.openExtensionPage('options.html');
    await enter(page, 'http://127.0.0.1:9');
    expect(await resultOf(page)).toBe('silent');
    expect((await session.view())?.server.origin).toBe(collector.origin);
  });

  it('erase everything, after asking', async () => {
    const { session } = stage;
    await giveConsent(session);
    await failConversation(stage);
    const page = await session.openExtensionPage('options.html');
    await press(page, 'erase-data');
    await press(page, 'erase-yes');
    const view = await session.viewWhen('an empty history', ({ events }) => events.length === 0);
    expect(view).toMatchObject({ used: {}, said: [], sent: [] });
    expect(view.consent).not.toBe('given');
  });
});

/** What would tell installs apart. */
function isIdentifying(header: string): boolean {
  return /^(origin|referer|cookie|accept-language|moz-extension:.*|chrome-extension:.*)$/i.test(
    header,
  );
}

type Page = Awaited<ReturnType<ReturnType<typeof useStage>['session']['openExtensionPage']>>;

async function enter(page: Page, address: string): Promise<void> {
  await page.bringToFront();
  const field = await page.waitForSelector('[data-testid="server-address"]');
  await field?.evaluate((each) => {
    (each as HTMLInputElement).value = '';
  });
  await field?.type(address);
  await press(page, 'server-use');
}

async function resultOf(page: Page): Promise<string | undefined> {
  const selector = '[data-testid="server-result"]';
  await page.waitForFunction(
    (each) => {
      const { result } = document.querySelector<HTMLElement>(each)?.dataset ?? {};
      return result !== undefined && result !== 'busy';
    },
    {},
    selector,
  );
  return page.$eval(selector, (each) => (each as HTMLElement).dataset.result);
}
