import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readAudit } from '../../tools/audit/known-weaknesses.ts';
import { ROOT } from './source-files.ts';

const versions = z._default(z.record(z.string(), z.string()), {});
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const manifest = z
  .object({
    dependencies: versions,
    devDependencies: versions,
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(JSON.parse(read('package.json')));

const lock = z
  .object({
    lockfileVersion: z.literal(3),
    packages: z.record(
      z.string(),
      z.object({
        version: z.optional(z.string()),
        license: z.optional(z.string()),
        integrity: z.optional(z.string()),
        resolved: z.optional(z.string()),
        dev: z.optional(z.boolean()),
        link: z.optional(z.boolean()),
        hasInstallScript: z.optional(z.boolean()),
        dependencies: versions,
        devDependencies: versions,
      }),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')));

const { '': rootPackage, ...installed } = lock.packages;
const packages = Object.entries(installed).map(([path, own]) => ({ path, ...own }));

/** Licences under which a package may be part of what people get. */
const SHIPPED = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MPL-2.0'];

/** Those of tools, which nobody is given. */
const TOOLS = [...SHIPPED, 'BSD', 'BlueOak-1.0.0', 'CC0-1.0', 'CC-BY-4.0', 'Python-2.0', 'Zlib'];

/** An SPDX expression without nested brackets: one side of an OR is enough, of an AND all are needed. */
function isAllowed(expression: string | undefined, allowed: readonly string[]): boolean {
  const sides = (expression ?? 'none').replaceAll(/[()]/g, '').split(' OR ');
  return sides.some((side) => side.split(' AND ').every((name) => allowed.includes(name)));
}

describe('every dependency', () => {
  it('is pinned to one version, in the manifest as in the lockfile', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(
      Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
    ).toEqual([]);
    expect(rootPackage?.dependencies).toEqual(manifest.dependencies);
    expect(rootPackage?.devDependencies).toEqual(manifest.devDependencies);
    const differing = Object.entries(wanted).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    );
    expect(differing).toEqual([]);
  });

  it('is checked by its hash, and comes from wherever the installer is told to ask', () => {
    expect(packages.length).toBeGreaterThan(100);
    const unchecked = packages.filter(({ integrity, link }) => {
      return link === true || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '');
    });
    expect(unchecked.map(({ path }) => path)).toEqual([]);
    expect(packages.filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  it('runs no script when it is installed, but those that are named', () => {
    const scripted = packages.filter(({ hasInstallScript }) => hasInstallScript === true);
    const named = Object.keys(manifest.allowScripts).map((name) => `node_modules/${name}`);
    expect(scripted.map(({ path }) => path)).toEqual(named);
  });

  it('has a licence that allows what is done with it', () => {
    const wrong = packages.filter(({ license, dev }) => {
      return !isAllowed(license, dev === true ? TOOLS : SHIPPED);
    });
    expect(wrong.map(({ path, license }) => `${path}: ${license}`)).toEqual([]);
  });

  it.each([
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', false],
    ['GPL-3.0-only', false],
    [undefined, false],
  ])('under %s may be shipped: %s', (expression, may) => {
    expect(isAllowed(expression, SHIPPED)).toBe(may);
  });
});

describe('the report of npm audit', () => {
  it('names weak packages, the worst first', () => {
    const of = (name: string, severity: string) => ({ name, severity, range: '<2', via: [] });
    const vulnerabilities = { a: of('a', 'low'), b: of('b', 'critical') };
    expect(readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities }))).toEqual({
      kind: 'checked',
      weaknesses: ['critical: b <2', 'low: a <2'],
    });
    expect(readAudit('{"vulnerabilities":{}}')).toEqual({ kind: 'checked', weaknesses: [] });
  });

  it('of a registry that has none is not taken for a good one', () => {
    const message = '405 Method Not Allowed - POST https://registry.example/advisories';
    expect(readAudit(JSON.stringify({ message, statusCode: 405 }))).toEqual({
      kind: 'unreachable',
      why: '405 Method Not Allowed',
    });
    expect(readAudit('').kind).toBe('unreachable');
  });
});
