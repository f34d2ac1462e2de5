import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createManifest } from '../../lib/platform/manifest.ts';
import { ROOT, readSources } from './source-files.ts';

const ORIGIN = 'https://outcry.example';
const sources = readSources(['entrypoints', 'components', 'lib']);
const withoutComments = (text: string) =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');

/** Files of the extension whose code has something. */
function filesWith(pattern: RegExp): readonly string[] {
  return sources.filter(({ text }) => pattern.test(withoutComments(text))).map(({ path }) => path);
}

/** A policy as directives with their sources. */
function directives(target: 'chromium' | 'firefox'): ReadonlyMap<string, readonly string[]> {
  const policy = createManifest(target, ORIGIN).content_security_policy as {
    extension_pages: string;
  };
  return new Map(
    policy.extension_pages.split(';').map((directive) => {
      const [name = '', ...rest] = directive.trim().split(/\s+/);
      return [name, rest] as const;
    }),
  );
}

describe.each(['chromium', 'firefox'] as const)('the manifest for %s', (target) => {
  const manifest = createManifest(target, ORIGIN);

  it('has nothing that pages or other extensions could use', () => {
    for (const key of [
      'web_accessible_resources',
      'sandbox',
      'devtools_page',
      'chrome_url_overrides',
      'omnibox',
      'commands',
      'user_scripts',
      'key',
      'update_url',
    ]) {
      expect(manifest).not.toHaveProperty(key);
    }
    if (target === 'chromium') expect(manifest.externally_connectable).toEqual({ ids: [] });
  });

  it('is for browsers that check Ed25519 and optional hosts', () => {
    if (target === 'chromium') {
      expect(Number(manifest.minimum_chrome_version)).toBeGreaterThanOrEqual(137);
    } else {
      const { gecko } = manifest.browser_specific_settings as {
        gecko: { strict_min_version: string };
      };
      expect(Number.parseInt(gecko.strict_min_version, 10)).toBeGreaterThanOrEqual(140);
    }
  });

  it('lets its pages run only scripts of the package, and nothing be framed or sent by form', () => {
    const policy = directives(target);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('style-src')).toEqual(["'self'"]);
    for (const name of ['base-uri', 'form-action', 'object-src', 'frame-ancestors']) {
      expect(policy.get(name), name).toEqual(["'none'"]);
    }
    const all = [...policy.values()].flat();
    expect(
      all.filter((source) => /unsafe|blob:|wasm|^\*$|^http:\/\/(?!127|localhost)/.test(source)),
    ).toEqual([]);
  });

  it('runs its watcher in a world of its own, in no frame, and before the page', () => {
    expect(manifest.content_scripts).toHaveLength(1);
    const [script] = manifest.content_scripts ?? [];
    expect(script).toMatchObject({ all_frames: false, run_at: 'document_start' });
    expect(script).not.toHaveProperty('world');
    expect(script).not.toHaveProperty('match_about_blank');
    expect(script).not.toHaveProperty('match_origin_as_fallback');
  });
});

describe('the pages of the extension', () => {
  const pages = ['entrypoints', 'public'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.html'))
      .map((name) => [name, readFileSync(join(ROOT, folder, name), 'utf8')] as const),
  );

  it('are found', () => expect(pages.length).toBeGreaterThanOrEqual(3));

  it.each(pages)('%s has no code, no style and no address in it', (_name, html) => {
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/i);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|<iframe|<base/i);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//i);
  });
});

describe('the code of the extension', () => {
  it.each([
    [
      'makes no code of text',
      /\beval\(|new Function|\bsetTimeout\(\s*['"`]|import\(\s*[^'")]*https?:/,
    ],
    [
      'writes no markup',
      /\.innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML|createContextualFragment/,
    ],
    [
      'hears no message of a page, another extension or a port',
      /['"]message['"]\s*,|onmessage|onMessageExternal|onConnect|onUserScript/,
    ],
    ['says nothing to a page', /postMessage\(|dispatchEvent\(|CustomEvent|BroadcastChannel/],
    [
      'runs nothing in the world of a page',
      /world:\s*['"]MAIN['"]|\bwrappedJSObject\b|exportFunction|cloneInto/,
    ],
    ['opens no frame', /createElement\(\s*['"]iframe/],
  ])('%s', (_what, pattern) => {
    expect(filesWith(pattern)).toEqual([]);
  });

  it('listens for messages in one place, which hands them to the check of their sender', () => {
    expect(filesWith(/onMessage\b/)).toEqual(['lib/platform/listeners.ts']);
    const [listeners] = sources.filter(({ path }) => path === 'lib/platform/listeners.ts');
    expect(listeners?.text).toMatch(/receive\(message, sender, self, services/);
  });

  it('parses what it reads from its storage', () => {
    const readers = filesWith(/storage\.(?:local|session|sync)\.get\(/);
    expect(readers.length).toBeGreaterThan(2);
    const trusting = sources
      .filter(({ path }) => readers.includes(path))
      .filter(({ text }) => !/\bis[A-Z]\w+\(|parse|consentOf|typeof \w+ === 'string'/.test(text));
    // It hands the reader's own choices to the reader, as a file, and uses none of them.
    expect(trusting.map(({ path }) => path)).toEqual(['lib/platform/settings-api.ts']);
  });

  it('reads every row of its database through a schema', () => {
    const readers = filesWith(
      /objectStore\([^)]*\)\s*\.(?:get|getAll)\(|(?<!permissions)\.getAll\(/,
    );
    expect(readers.length).toBeGreaterThan(3);
    const trusting = sources
      .filter(({ path }) => readers.includes(path))
      .filter(({ text }) => !/readable\(|safeParse\(|\.parse\(/.test(text));
    // It hands the reader's own data to the reader, as a file, and uses none of it.
    expect(trusting.map(({ path }) => path)).toEqual(['lib/background/own-data.ts']);
  });

  // WXT would announce the watcher to the page and believe whoever announces another: P13.
  it('takes nothing of WXT into the page that speaks to it', () => {
    const config = readFileSync(join(ROOT, 'wxt.config.ts'), 'utf8');
    expect(config).toContain("'wxt/utils/content-script-context'");
    expect(readFileSync(join(ROOT, 'entrypoints/watch.content.ts'), 'utf8')).toContain(
      'noScriptStartedPostMessage: true',
    );
  });
});
