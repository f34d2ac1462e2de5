import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../setup/programs.mjs';
import { BUILDS } from './build-extensions.ts';

export interface OpenedBrowser {
  readonly name: 'Chromium' | 'Firefox';
  readonly process: ChildProcess;
}

/** @returns whether a window can be opened here */
export function hasDisplay(env: NodeJS.ProcessEnv, platform = process.platform): boolean {
  return (
    platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  );
}

/**
 * Opens a browser with the extension loaded, in a profile of its own under `data/`.
 * @param root the project's folder
 * @param url the page to open first
 * @returns the browser, or null when neither Chromium nor Firefox is installed
 */
export function openBrowser(root: string, url: string): OpenedBrowser | null {
  const chromium = findProgram('Chromium');
  if (chromium) {
    const profile = join(root, 'data', 'chromium-profile');
    mkdirSync(profile, { recursive: true });
    const args = [
      `--user-data-dir=${profile}`,
      `--load-extension=${join(root, BUILDS.chrome)}`,
      '--no-first-run',
      '--no-default-browser-check',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      url,
    ];
    return {
      name: 'Chromium',
      process: spawn(chromium, args, { stdio: 'ignore', detached: true }),
    };
  }
  const firefox = findProgram('Firefox');
  if (firefox) {
    const profile = join(root, 'data', 'firefox-profile');
    mkdirSync(profile, { recursive: true });
    const webExt = join(root, 'node_modules', 'web-ext', 'bin', 'web-ext.js');
    const args = ['run', '--source-dir', join(root, BUILDS.firefox), '--firefox', firefox];
    const options = [
      '--firefox-profile',
      profile,
      '--keep-profile-changes',
      '--profile-create-if-missing',
    ];
    const rest = ['--no-reload', '--no-input', '--start-url', url];
    const child = spawn(process.execPath, [webExt, ...args, ...options, ...rest], {
      stdio: 'ignore',
      detached: true,
    });
    return { name: 'Firefox', process: child };
  }
  return null;
}
