import { press } from './press.ts';
import type { Session } from './session.ts';

/** Says yes on the welcome page, with a real click. */
export async function giveConsent(session: Session): Promise<void> {
  await choose(session, 'welcome.html', 'consent-accept', 'given');
}

/** Says no on the welcome page. */
export async function declineConsent(session: Session): Promise<void> {
  await choose(session, 'welcome.html', 'consent-decline', 'declined');
}

/** Takes the yes back on the options page. */
export async function withdrawConsent(session: Session): Promise<void> {
  await choose(session, 'options.html', 'consent-withdraw', 'declined');
}

async function choose(
  session: Session,
  file: string,
  handle: string,
  consent: 'given' | 'declined',
): Promise<void> {
  const page = await session.openExtensionPage(file);
  await press(page, handle);
  await session.viewWhen(`consent to be ${consent}`, (view) => view.consent === consent);
  await page.close();
}
