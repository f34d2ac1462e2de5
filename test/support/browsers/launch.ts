import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from './chromium.ts';
import type { BrowserName, Engine, EngineOptions } from './engine.ts';
import { launchFirefox } from './firefox.ts';
import { createSession, type Session } from './session.ts';

export interface LaunchOptions extends Omit<EngineOptions, 'profileDir'> {
  readonly browser: BrowserName;
  /** Closes the browser when it aborts. */
  readonly signal?: AbortSignal;
}

/**
 * Starts a real browser with the extension in a fresh profile.
 * @throws Error that says what to install when the browser is missing
 */
export async function launch(options: LaunchOptions): Promise<Session> {
  options.signal?.throwIfAborted();
  const profileDir = await mkdtemp(join(tmpdir(), `outcry-${options.browser}-`));
  const start = (): Promise<Engine> =>
    (options.browser === 'chromium' ? launchChromium : launchFirefox)({ ...options, profileDir });
  const removal = { recursive: true, force: true, maxRetries: 5 } as const;
  const removeProfile = () => rm(profileDir, removal);
  // A run that is broken off, and a browser that still writes while it ends, leave something to remove.
  process.once('exit', () => rmSync(profileDir, removal));
  try {
    const session = await createSession(options.browser, start, removeProfile);
    options.signal?.addEventListener('abort', () => void session.close(), { once: true });
    return session;
  } catch (error) {
    await removeProfile();
    throw error;
  }
}
