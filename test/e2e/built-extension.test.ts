import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createManifest } from '../../lib/platform/manifest.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { TEST_PORTS, testBuild } from '../support/extension/test-build.ts';
import { TEST_KEYS } from '../support/rules/test-keys.ts';

const ORIGIN = `http://127.0.0.1:${TEST_PORTS[0]}`;

/** What a build may consist of. */
const KINDS = /\.(?:js|json|html|css|png|svg)$/;

describe.each(BROWSERS)('the package for %s', (browser) => {
  let folder = '';
  // Chromium keeps notes of its own in a folder that it has loaded an extension from.
  const files = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !name.startsWith('_metadata') && statSync(join(folder, name)).isFile(),
    );
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const manifest = () => JSON.parse(read('manifest.json')) as Record<string, unknown>;

  beforeAll(() => {
    folder = testBuild(browser, ORIGIN);
  });

  it('asks for what the source says, and has nothing for pages', () => {
    const built = manifest();
    const meant = createManifest(browser, ORIGIN) as Record<string, unknown>;
    for (const key of [
      'permissions',
      'optional_permissions',
      'host_permissions',
      'optional_host_permissions',
      'content_scripts',
      'content_security_policy',
      'declarative_net_request',
      'incognito',
    ]) {
      expect(built[key], key).toEqual(meant[key]);
    }
    expect(built).not.toHaveProperty('web_accessible_resources');
    if (browser === 'chromium') expect(built.externally_connectable).toEqual({ ids: [] });
  });

  it('holds nothing but what an extension needs', () => {
    expect(files().filter((name) => !KINDS.test(name))).toEqual([]);
    const all = files().map(read).join('\n');
    expect(all).not.toMatch(/PRIVATE KEY|sourceMappingURL/);
  });

  it('has pages without code, style or frames in them', () => {
    const pages = files().filter((name) => name.endsWith('.html'));
    expect(pages.length).toBeGreaterThanOrEqual(3);
    for (const page of pages) {
      expect(read(page), page).not.toMatch(/<script(?![^>]*\ssrc="\/)/);
      expect(read(page), page).not.toMatch(/<style|\sstyle=|\son\w+=|<iframe|<base/);
    }
  });

  it('makes no code of text and loads none from elsewhere', () => {
    for (const name of files().filter((each) => each.endsWith('.js'))) {
      expect(read(name), name).not.toMatch(/\beval\(|new Function\(|importScripts\(/);
      expect(read(name), name).not.toMatch(/import\(\s*["'`]https?:/);
    }
  });

  it('has a watcher that neither hears nor tells a page anything', () => {
    const watcher = read('content-scripts/watch.js');
    expect(watcher).not.toMatch(/postMessage|dispatchEvent|CustomEvent|script-started/);
    expect(watcher).not.toMatch(/addEventListener\(["'`]message/);
  });

  it('pins the two keys that it was built for', () => {
    const background = read('background.js');
    for (const { x, kid } of TEST_KEYS) {
      expect(background).toContain(x);
      expect(background).toContain(kid);
    }
  });
});
