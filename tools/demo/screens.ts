import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { Session } from '../../test/support/browsers/session.ts';

/** In both browsers the extension's API has this name, and promises. */
declare const chrome: ExtensionApi;

export interface Screens {
  /** Saves popup, badge and public page as they are now. @returns the popup's first sentence */
  take(stage: string): Promise<string>;
}

const badgePage = (text: string, title: string, color: string): string => {
  const plain = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!doctype html><meta charset="utf-8"><body style="margin:0;padding:16px;width:420px;font:14px system-ui;background:#f1f3f4;color:#202124">
<div style="position:relative;width:32px;height:32px;border-radius:6px;background:#dadce0">
<b style="position:absolute;inset-inline-start:12px;inset-block-start:16px;padding:1px 4px;border-radius:4px;font-size:11px;color:#fff;background:${color}">${plain(text) || '&nbsp;'}</b></div>
<p>Badge: ${text ? `<b>${plain(text)}</b>` : '(empty)'}</p><p>Tooltip: ${plain(title)}</p>`;
};

/** The colour behind the badge's text, as the browser has it. */
async function badgeColor(session: Session): Promise<string> {
  const [red, green, blue, alpha] = await session.run(() =>
    chrome.action.getBadgeBackgroundColor({}),
  );
  return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
}

/**
 * @param session the browser under observation
 * @param folder where the pictures go; emptied first
 * @param origin the server whose public page is taken
 */
export function createScreens(session: Session, folder: string, origin: string): Screens {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;

  const picture = (stage: string, what: string): `${string}.png` =>
    join(folder, `${String(count).padStart(2, '0')}-${stage}-${what}.png`) as `${string}.png`;

  return {
    async take(stage) {
      count += 1;
      const badge = await session.readBadge();
      const popup = await session.openExtensionPage('popup.html');
      await popup.setViewport({ width: 416, height: 720 });
      const verdict = await popup.waitForSelector('[data-testid=verdict]');
      const sentence = (await verdict?.evaluate((element) => element.textContent)) ?? '';
      await popup.screenshot({ path: picture(stage, 'popup'), fullPage: true });

      await popup.close();
      const page = await session.browser.newPage();
      await page.setViewport({ width: 900, height: 760 });
      await page.goto(`${origin}/`, { waitUntil: 'load' });
      await page.screenshot({ path: picture(stage, 'public-page') });
      await page.setViewport({ width: 460, height: 170 });
      await page.goto('about:blank');
      await page.setContent(
        badgePage(badge.text, badge.title, badge.text ? await badgeColor(session) : 'transparent'),
      );
      await page.screenshot({ path: picture(stage, 'badge') });
      await page.close();
      return sentence;
    },
  };
}
