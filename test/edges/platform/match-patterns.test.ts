import { describe, expect, it } from 'vitest';
import {
  answerPatterns,
  coversHost,
  originPattern,
  pagePatterns,
  requestPatterns,
  servicePatterns,
} from '../../../lib/platform/match-patterns.ts';
import type { Service } from '../../../lib/services/schema.ts';
import { serviceNamed } from '../../support/services.ts';

const { watch } = serviceNamed('chatgpt');
if (!watch) throw new Error('a service with addresses is needed');

function watching(...paths: string[]): NonNullable<Service['watch']> {
  const endpoints = paths.map((path) => ({ path, feature: 'other', role: 'use' }) as const);
  return { ...watch, endpoints } as NonNullable<Service['watch']>;
}

describe('originPattern', () => {
  it.each([
    ['http://127.0.0.1:8787', 'http://127.0.0.1/*'],
    ['https://outcry.example', 'https://outcry.example/*'],
    ['https://outcry.example:8443', 'https://outcry.example/*'],
  ])('of %s has no port', (origin, pattern) => {
    expect(originPattern(origin)).toBe(pattern);
  });
});

describe('servicePatterns', () => {
  it('names pages and what they ask, over TLS only', () => {
    const service = { hosts: ['a.example'], requestHosts: ['api.a.example'] };
    expect(servicePatterns(service)).toEqual(['https://a.example/*', 'https://api.a.example/*']);
  });
});

describe('pagePatterns', () => {
  const PAGES = [
    'https://b.example/chat',
    'https://b.example/chat?*',
    'https://b.example/chat/*',
  ] as const;

  it.each([
    [
      'whole hosts',
      { hosts: ['a.example', 'b.example'] },
      ['https://a.example/*', 'https://b.example/*'],
    ],
    [
      'of a shared host nothing but its paths',
      { hosts: ['a.example', 'b.example'], paths: { 'b.example': ['/chat/**'] } },
      ['https://a.example/*', ...PAGES],
    ],
    [
      'one address without its rest',
      { hosts: ['b.example'], paths: { 'b.example': ['/chat'] } },
      ['https://b.example/chat', 'https://b.example/chat?*'],
    ],
    [
      'any segment and each alternative',
      { hosts: ['b.example'], paths: { 'b.example': ['/{a|b}/{id}'] } },
      [
        'https://b.example/a/*',
        'https://b.example/a/*?*',
        'https://b.example/b/*',
        'https://b.example/b/*?*',
      ],
    ],
  ])('are %s', (_what, service, expected) => {
    expect(pagePatterns(service)).toEqual(expected);
  });

  it('of Grok take nothing of x.com but Grok', () => {
    const patterns = pagePatterns(serviceNamed('grok'));
    expect(patterns).toContain('https://grok.com/*');
    const onX = patterns.filter((pattern) => pattern.includes('//x.com'));
    expect(onX.length).toBeGreaterThan(0);
    expect(onX.filter((pattern) => !pattern.startsWith('https://x.com/i/grok'))).toEqual([]);
  });
});

describe('requestPatterns', () => {
  it('are all requests on own hosts, of a shared one only its pages and addresses', () => {
    const service = {
      hosts: ['a.example', 'b.example'],
      requestHosts: ['api.a.example'],
      paths: { 'b.example': ['/chat/**'] },
      watch: watching('/send', 'api.a.example/v1'),
    };
    expect(requestPatterns(service)).toEqual([
      'https://a.example/*',
      'https://api.a.example/*',
      'https://b.example/chat',
      'https://b.example/chat?*',
      'https://b.example/chat/*',
      'https://b.example/send*',
      'https://api.a.example/v1*',
    ]);
  });
});

describe('answerPatterns', () => {
  it.each([
    [['/send'], ['https://a.example/send*']],
    [['/chats/{id}/send'], ['https://a.example/chats/*/send*']],
    [['/{v1|v2}/me'], ['https://a.example/v1/me*', 'https://a.example/v2/me*']],
    [['/files/**'], ['https://a.example/files/*']],
    [['api.a.example/v1'], ['https://api.a.example/v1*']],
    [['/send', '/send'], ['https://a.example/send*']],
    [[], []],
  ])('of %o are %o', (paths, expected) => {
    expect(answerPatterns({ hosts: ['a.example'], watch: watching(...paths) })).toEqual(expected);
  });

  it('leave out what a page asks for on the side', () => {
    const endpoints = [
      { path: '/models', feature: 'other', role: 'quiet' },
      { path: '/history', feature: 'history', role: 'quiet' },
      { path: '/draw', feature: 'other', role: 'use' },
    ] as const;
    const patterns = answerPatterns({
      hosts: ['a.example'],
      watch: { ...watch, endpoints } as unknown as NonNullable<Service['watch']>,
    });
    expect(patterns).toEqual(['https://a.example/history*', 'https://a.example/draw*']);
  });
});

describe('coversHost', () => {
  it.each([
    ['https://a.example/*', true],
    ['*://a.example/*', true],
    ['https://*.a.example/*', true],
    ['https://*.example/*', true],
    ['*://*/*', true],
    ['<all_urls>', true],
    ['http://a.example/*', false],
    ['https://b.a.example/*', false],
    ['https://*.b.a.example/*', false],
    ['https://*.le/*', false],
    ['https://xa.example/*', false],
    ['file:///*', false],
    ['', false],
    ['nonsense', false],
  ])('%s: %s', (pattern, covers) => {
    expect(coversHost(pattern, 'a.example')).toBe(covers);
  });
});
