import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { BROWSERS } from '../support/browsers/engine.ts';
import { failConversation } from './expectations.ts';
import { useStage } from './stage.ts';

/** In the page, after axe's source has run there. */
declare const window: { axe: typeof axe };

describe.each(BROWSERS)('for everyone in %s', (browser) => {
  const stage = useStage(browser);

  it.each(['popup.html', 'options.html', 'welcome.html'])(
    '%s breaks no rule of axe',
    async (file) => {
      await failConversation(stage);
      const page = await stage.session.openExtensionPage(file);
      await page.waitForSelector('main');
      await page.evaluate(axe.source);
      const { passes, violations } = await page.evaluate(() => window.axe.run());
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(passes.length).toBeGreaterThan(5);
    },
  );
});
