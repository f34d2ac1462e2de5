import browser from 'webextension-polyfill';

/** What the toolbar button shows; the title is its tooltip. */
export interface BadgeContent {
  readonly text: string;
  readonly color: string;
  readonly title: string;
}

/** Shows a badge on the toolbar button. */
export async function setBadge({ text, color, title }: BadgeContent): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
    browser.action.setTitle({ title }),
  ]);
}
