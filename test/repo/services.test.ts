import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commonPhrases, lexicon } from '../../lib/services/common/common.ts';
import { readServices } from '../../lib/services/read.ts';
import type { Service } from '../../lib/services/schema.ts';
import { coverageDocument } from '../../tools/services/coverage-document.ts';
import { readmeWithServices } from '../../tools/services/service-table.ts';
import { ROOT } from './source-files.ts';

const MAX_ICON_BYTES = 600;

const services = readServices();
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const coverage = read('docs/coverage.md');
const readme = read('README.md');

/** What a service has of the web: hosts, and of shared hosts the paths. */
function placesOf({ hosts, requestHosts, paths = {} }: Service): string[] {
  return [...hosts, ...requestHosts].flatMap((host) => {
    return paths[host]?.map((path) => `${host}${path}`) ?? [`${host}/`];
  });
}

describe.each(services)('the service $id', (service) => {
  const { id, name } = service;

  it('has a file of its own name', () => {
    expect(existsSync(join(ROOT, `lib/services/${id}.json`))).toBe(true);
  });

  it.each(['fine', 'failing', 'look-alike'])('has pages that are %s', (kind) => {
    const folder = join(ROOT, 'test/fixtures/services', id, kind);
    const pages = existsSync(folder) ? readdirSync(folder) : [];
    expect(pages.filter((page) => page.endsWith('.html')).length).toBeGreaterThan(0);
  });

  it('has a small icon that loads and runs nothing', () => {
    const path = `public/services/${id}.svg`;
    expect(existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).size).toBeLessThan(
      MAX_ICON_BYTES,
    );
    const icon = read(path);
    expect(icon).toMatch(/^<svg [^>]*viewBox="0 0 16 16"/);
    expect(icon).not.toMatch(/href|url\(|<script|<style|<image|\son\w+=/);
  });

  it('stands in README and in every table of docs/coverage.md by chatbot', () => {
    expect(readme).toContain(`\n| ${name} | `);
    expect(coverage.split(`\n| ${name} | `)).toHaveLength(3);
  });

  it('has evidence from the past', () => {
    const today = new Date().toISOString();
    for (const { date } of service.evidence) {
      expect(date <= today.slice(0, date.length), date).toBe(true);
    }
  });

  it('has its home on a host of its own, and paths only of such hosts', () => {
    expect(service.hosts).toContain(new URL(service.home).hostname);
    const hosts = new Set([...service.hosts, ...service.requestHosts]);
    expect(Object.keys(service.paths ?? {}).filter((host) => !hosts.has(host))).toEqual([]);
  });

  it('has no host that another has, unless each has paths of its own there', () => {
    const taken = services.filter((other) => other.id !== id).flatMap(placesOf);
    for (const place of placesOf(service)) {
      const root = place.replace(/\*\*$/, '');
      const clash = taken.filter((other) => {
        const start = other.replace(/\*\*$/, '');
        return start.startsWith(root) || root.startsWith(start);
      });
      expect(clash, place).toEqual([]);
    }
  });
});

describe('the services together', () => {
  it('have icons that differ, and no icon is left of a service that is gone', () => {
    const icons = readdirSync(join(ROOT, 'public/services'));
    expect(icons.sort()).toEqual(services.map(({ id }) => `${id}.svg`).sort());
    expect(new Set(icons.map((icon) => read(`public/services/${icon}`))).size).toBe(icons.length);
  });

  it('have names that differ', () => {
    expect(new Set(services.map(({ name }) => name.toLowerCase())).size).toBe(services.length);
  });

  it('leave no fixtures of a service that is gone', () => {
    const ids = services.map(({ id }) => id);
    const folders = readdirSync(join(ROOT, 'test/fixtures/services'));
    expect(folders.filter((folder) => !ids.includes(folder))).toEqual([]);
  });
});

// When one of these fails: npm run new-service -- --refresh
describe('what is made from the services', () => {
  it('is README’s table as the files have it', () => {
    expect(readme).toBe(readmeWithServices(readme, services));
  });

  it('is docs/coverage.md as the files have it', () => {
    expect(coverage).toBe(coverageDocument(services, commonPhrases, lexicon));
  });
});
