import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commonNotices, commonPhrases } from '../../../lib/services/common/common.ts';
import type { PhraseData } from '../../../lib/services/notice-schema.ts';
import { readServices } from '../../../lib/services/read.ts';
import { type Service, serviceSchema } from '../../../lib/services/schema.ts';
import { documentOf } from '../../support/dom.ts';
import { serviceNamed } from '../../support/services.ts';

const services = readServices();
const document = documentOf('');
const files = readdirSync(new URL('../../../lib/services/', import.meta.url));

function selectorsOf({ watch }: Service): string[] {
  if (!watch) return [];
  const { messages, turns, composer, exclude, lineExclude, notices, signs } = watch;
  const listed = [
    ...messages.user,
    ...messages.assistant,
    ...turns,
    ...composer,
    ...exclude,
    ...lineExclude,
  ];
  return [...listed, ...[...notices, ...signs].map(({ selector }) => selector)];
}

function check(phrases: readonly PhraseData[]): void {
  for (const { cause, reason, feature, texts } of phrases) {
    const where = Object.values(texts).flat()[0];
    expect([where, reason !== undefined]).toEqual([where, cause === 'you']);
    if (cause === 'service') expect([where, feature]).toEqual([where, expect.any(String)]);
  }
}

describe.each(services)('the file of $id', (service) => {
  it('is named after its id and has hosts of its own', () => {
    expect(files).toContain(`${service.id}.json`);
    const others = services.filter(({ id }) => id !== service.id).flatMap(({ hosts }) => hosts);
    expect(others.filter((host) => service.hosts.includes(host))).toEqual([]);
  });

  it.each(selectorsOf(service))('has a selector that a browser understands: %s', (selector) => {
    expect(() => document.querySelector(selector)).not.toThrow();
  });

  it('has a reason for every phrase that is the user’s side, and a feature for every failure', () => {
    check(service.phrases ?? []);
  });
});

describe('what all services share', () => {
  it('has a reason for every phrase that is the user’s side', () => check(commonPhrases));

  it('has selectors that a browser understands', () => {
    const { notices, signs, pageSigns, exclude, hidden, lineExclude } = commonNotices;
    const all = [...notices, ...signs, ...pageSigns].map(({ selector }) => selector);
    for (const selector of [...all, ...exclude, ...hidden, ...lineExclude]) {
      expect(() => document.querySelector(selector)).not.toThrow();
    }
  });
});

describe('serviceSchema', () => {
  const claude = serviceNamed('claude');
  const withNotice = (selector: string) => ({
    ...claude,
    watch: { ...claude.watch, notices: [{ place: 'toast', selector }] },
  });

  it.each([
    ['an unknown field', { ...claude, script: 'x' }],
    ['a later format', { ...claude, format: 2 }],
    ['a host with a path', { ...claude, hosts: ['claude.ai/x'] }],
    ['a selector that searches upwards', withNotice('div:has(p)')],
    ['an empty selector', withNotice('')],
    ['a selector that ends the rule', withNotice('div{}')],
    ['an expression for a path', { ...claude, watch: { ...claude.watch, ignore: ['/(a+)+$'] } }],
    [
      'a text without end',
      { ...claude, phrases: [{ cause: 'none', trust: 'A', texts: { en: ['x'.repeat(301)] } }] },
    ],
  ])('refuses %s', (_name, file) => {
    expect(serviceSchema.safeParse(file).success).toBe(false);
  });

  it('takes a file without anything to watch', () => {
    const { watch: _watch, phrases: _phrases, ...rest } = claude;
    expect(serviceSchema.safeParse(rest).success).toBe(true);
  });
});
