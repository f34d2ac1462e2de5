import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { isShippedWeak, tellAudit } from '../../tools/audit/ask-registry.ts';
import { billOfMaterials } from '../../tools/audit/bill-of-materials.ts';
import { readAudit } from '../../tools/audit/known-weaknesses.ts';
import { ROOT, readSources } from './source-files.ts';

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

describe('the bill of materials', () => {
  const { components, ...head } = billOfMaterials(read('package-lock.json'));
  const names = new Set(components.map(({ name }) => name));
  const shipped = packages.filter(({ path, dev }) => dev !== true || path === 'node_modules/wxt');
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 13);

  it('is one of CycloneDX, and is about this version', () => {
    const { version } = JSON.parse(read('package.json'));
    expect(head).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'outcry', version } },
    });
  });

  it('lists what is shipped and nothing else, in the versions and with the hashes of the lockfile', () => {
    const wanted = shipped.map(({ path, version, integrity = '' }) => {
      const hash = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
      return { purl: `pkg:npm/${nameOf(path).replace('@', '%40')}@${version}`, hash };
    });
    const listed = components.map(({ purl, hashes }) => ({ purl, hash: hashes[0]?.content }));
    expect(listed).toEqual(wanted);
    for (const { hash } of listed) expect(hash).toMatch(/^[0-9a-f]{128}$/);
  });

  it('lists all that it needs: what shipped code imports, and what that needs in turn', () => {
    const folders = ['lib', 'components', 'entrypoints', 'server'];
    const imported = readSources(folders)
      .flatMap(({ imports }) => imports)
      .filter((name) => !/^(?:node:|(?:lib|components|server|entrypoints|locales)\/)/.test(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect(imported.length).toBeGreaterThan(100);
    const needed = shipped
      .filter(({ path }) => path !== 'node_modules/wxt')
      .flatMap(({ dependencies }) => Object.keys(dependencies));
    expect(new Set([...imported, ...needed].filter((name) => !names.has(name)))).toEqual(new Set());
  });

  it('names a licence for each that allows it to be shipped', () => {
    const wrong = components.filter(({ licenses }) => {
      const [licence = { expression: 'none' }] = licenses;
      const text = 'license' in licence ? licence.license.id : licence.expression;
      return !isAllowed(text, SHIPPED);
    });
    expect(wrong.map(({ purl }) => purl)).toEqual([]);
  });
});

describe('the report of npm audit', () => {
  const of = (name: string, severity: string) => {
    return { name, severity, range: '<2', via: [], nodes: [`node_modules/${name}`] };
  };
  const lockText = JSON.stringify({
    packages: { 'node_modules/a': {}, 'node_modules/b': { dev: true } },
  });
  const read = (...weak: ReturnType<typeof of>[]) => {
    const vulnerabilities = Object.fromEntries(weak.map((each) => [each.name, each]));
    return readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities }), lockText);
  };

  it('names weak packages, the worst first, and which of them are shipped', () => {
    const audit = read(of('a', 'low'), of('b', 'critical'));
    expect(tellAudit(audit)).toEqual([
      'Audited. Known to be weak:',
      '  critical: b <2, a tool',
      '  low: a <2, which is shipped',
    ]);
    expect([audit, read(of('b', 'critical')), read()].map(isShippedWeak)).toEqual([
      true,
      false,
      false,
    ]);
    expect(tellAudit(read())).toEqual(['Audited: no package is known to be weak.']);
  });

  it.each([
    [
      'a registry that has none',
      { message: '405 Method Not Allowed - POST https://registry.example/advisories' },
      '405 Method Not Allowed',
    ],
    ['a registry that says nothing', '', 'npm gave no report'],
    ['something else', { vulnerabilities: [] }, 'npm gave no report'],
  ])('of %s is not taken for a good one', (_what, answer, why) => {
    const audit = readAudit(answer === '' ? '' : JSON.stringify(answer), lockText);
    expect(audit).toEqual({ kind: 'unreachable', why });
    expect(tellAudit(audit)).toEqual([
      `NOT AUDITED: the registry has no advisories to give (${why}).`,
    ]);
  });
});
