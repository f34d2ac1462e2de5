import browser from 'webextension-polyfill';
import { coversHost } from './match-patterns.ts';

/** @returns which hosts the browser lets the extension look at, as of now: it is asked anew each time */
export async function readAllowedHosts(): Promise<(host: string) => boolean> {
  const { origins = [] } = await browser.permissions.getAll();
  return (host) => origins.some((pattern) => coversHost(pattern, host));
}
