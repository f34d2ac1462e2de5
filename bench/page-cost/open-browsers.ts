import { giveConsent } from '../../test/support/browsers/consent.ts';
import { launch } from '../../test/support/browsers/launch.ts';
import type { Session } from '../../test/support/browsers/session.ts';
import { HOST } from './chat-site.ts';
import { EMPTY_EXTENSION, VARIANTS, type Variant } from './variants.ts';

/**
 * Starts a browser for each variant, Outcry's with consent given.
 * @param port where the chat page is served
 * @param outcryDir Outcry's unpacked build
 */
export async function openBrowsers(
  port: number,
  outcryDir: string,
): Promise<ReadonlyMap<Variant, Session>> {
  const folders: Partial<Record<Variant, string>> = { empty: EMPTY_EXTENSION, outcry: outcryDir };
  const sessions = new Map<Variant, Session>();
  try {
    for (const variant of VARIANTS) {
      const extensionDir = folders[variant];
      const extension = extensionDir ? { extensionDir } : {};
      const session = await launch({ browser: 'chromium', hosts: [HOST], port, ...extension });
      sessions.set(variant, session);
      if (variant !== 'outcry') continue;
      await (await session.firstRun()).close();
      await giveConsent(session);
    }
    return sessions;
  } catch (error) {
    await closeAll(sessions);
    throw error;
  }
}

export async function closeAll(sessions: ReadonlyMap<Variant, Session>): Promise<void> {
  for (const session of sessions.values()) await session.close();
}
