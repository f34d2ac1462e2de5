import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createManifest } from '../../lib/platform/manifest.ts';
import {
  pagePatterns,
  requestPatterns,
  servicePatterns,
} from '../../lib/platform/match-patterns.ts';
import { readServices } from '../../lib/services/read.ts';
import { ROOT } from './source-files.ts';

const page = readFileSync(join(ROOT, 'docs/permissions.md'), 'utf8');

/** The names in the first column of a section's table. */
function rowsOf(section: string): string[] {
  const text = page.split(/^## /m).find((part) => part.startsWith(section)) ?? '';
  return [...text.matchAll(/^\| `([\w<>]+)` \|/gm)].map((match) => match[1] ?? '');
}

const core = readServices().filter((service) => service.core);
const further = readServices().filter((service) => !service.core);

describe.each(['chromium', 'firefox'] as const)('the manifest for %s', (target) => {
  const manifest = createManifest(target, 'https://outcry.example');

  it('has exactly the permissions that docs/permissions.md explains', () => {
    expect(manifest.permissions).toEqual(rowsOf('Always there'));
    expect(manifest.optional_permissions).toEqual(rowsOf('Asked for when needed'));
  });

  it('has the hosts of the server and of the core chatbots, and asks for the others', () => {
    expect(manifest.host_permissions).toEqual([
      ...new Set(['https://outcry.example/*', ...core.flatMap(servicePatterns)]),
    ]);
    const all = new Set([
      ...(manifest.host_permissions ?? []),
      ...(manifest.optional_host_permissions ?? []),
    ]);
    expect(further.flatMap(servicePatterns).filter((pattern) => !all.has(pattern))).toEqual([]);
    // The server, and any other for which the browser is asked by name.
    expect(all.size).toBe(new Set([...core, ...further].flatMap(servicePatterns)).size + 2);
  });

  it('starts its watcher on the pages of the core chatbots, and nowhere else', () => {
    expect(manifest.content_scripts).toEqual([
      {
        matches: core.flatMap(pagePatterns),
        js: ['content-scripts/watch.js'],
        run_at: 'document_start',
        all_frames: false,
      },
    ]);
  });

  it('asks for no host for which it would not be asked to look at a chatbot', () => {
    const hosts = [...core, ...further].flatMap((each) => [...each.hosts, ...each.requestHosts]);
    const asked = [
      ...(manifest.host_permissions ?? []),
      ...(manifest.optional_host_permissions ?? []),
    ]
      .filter((pattern) => pattern !== 'https://*/*')
      .map((pattern) => /^https:\/\/([a-z0-9.-]+)\/\*$/.exec(pattern)?.[1]);
    expect(asked.filter((host) => host !== 'outcry.example').sort()).toEqual(
      [...new Set(hosts)].sort(),
    );
  });

  it('may ask for any server by name, and has none from the start but its own', () => {
    expect(manifest.optional_host_permissions).toContain('https://*/*');
    expect(manifest.host_permissions).not.toContain('https://*/*');
    expect(page).toContain('`https://*/*`');
  });

  it('has nothing that docs/permissions.md says is not there', () => {
    const text = JSON.stringify(manifest);
    for (const name of ['"tabs"', '"webNavigation"', '"history"', '"cookies"', '<all_urls>']) {
      expect(page).toContain(name.replaceAll('"', ''));
      expect(text).not.toContain(name);
    }
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest.incognito).toBe('not_allowed');
  });

  it('lets its pages load and run nothing from elsewhere', () => {
    const policy = manifest.content_security_policy as { extension_pages: string };
    expect(policy.extension_pages).toContain("default-src 'none'");
    expect(policy.extension_pages).toContain("script-src 'self'");
    expect(policy.extension_pages).toContain("connect-src https://outcry.example 'self' https:;");
    expect(policy.extension_pages).not.toMatch(/unsafe|\*|data:.*script/);
  });

  it('switches the header rule on', () => {
    expect(manifest.declarative_net_request).toEqual({
      rule_resources: [{ id: 'headers', enabled: true, path: 'headers.json' }],
    });
  });
});

describe('hosts that are shared with other things', () => {
  const shared = readServices().filter(({ paths }) => paths);

  it.each(shared.map((service) => [service.id, service] as const))(
    'of %s are explained, and looked at only where the chatbot is',
    (_id, service) => {
      for (const [host, paths] of Object.entries(service.paths ?? {})) {
        for (const path of paths) expect(page).toContain(`\`${host}${path.replace('/**', '')}\``);
        const patterns = [...pagePatterns(service), ...requestPatterns(service)];
        expect(patterns).not.toContain(`https://${host}/*`);
      }
    },
  );

  it('are there, so that the test above tests something', () => {
    expect(shared.map(({ id }) => id)).toContain('grok');
  });
});

describe('what differs between the browsers', () => {
  it('asks for consent in Firefox to exactly what docs/permissions.md names', () => {
    const { gecko } = createManifest('firefox', 'https://outcry.example')
      .browser_specific_settings as {
      gecko: { data_collection_permissions: { required: string[]; optional: string[] } };
    };
    const { required, optional } = gecko.data_collection_permissions;
    expect([...required, ...optional]).toEqual(rowsOf('Firefox'));
  });

  it('lets no other extension send messages in Chromium', () => {
    const manifest = createManifest('chromium', 'https://outcry.example');
    expect(manifest.externally_connectable).toEqual({ ids: [] });
    expect(manifest).not.toHaveProperty('browser_specific_settings');
  });
});
