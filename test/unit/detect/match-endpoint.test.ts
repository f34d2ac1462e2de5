import { describe, expect, it } from 'vitest';
import { findEndpoint, matchesPattern } from '../../../lib/detect/match-endpoint.ts';
import { serviceOf } from '../../../lib/detect/service-of.ts';
import { serviceNamed } from '../../support/services.ts';

describe('matchesPattern', () => {
  it.each([
    ['/api/{id}/x', '/api/1/x', true],
    ['/api/{id}/x', '/api//x', false],
    ['/api/{id}/x', '/api/1/x/y', false],
    ['/api/{id}', '/api/1/', true],
    ['/{a|b}/c', '/b/c', true],
    ['/{a|b}/c', '/d/c', false],
    ['/api/**', '/api', true],
    ['/api/**', '/api/1/2/3', true],
    ['/api/**', '/apix', false],
    ['/api', '/API', false],
    ['other.example/**', '/x', false],
    ['chat.example/**', '/x', true],
  ])('%s and %s: %s', (pattern, path, matches) => {
    expect(matchesPattern(pattern, 'chat.example', path)).toBe(matches);
  });
});

describe('findEndpoint', () => {
  const list = [
    { path: '/chat', methods: ['POST'], name: 'send' },
    { path: '/{any}', name: 'rest' },
  ];

  it('takes the first that fits, and any method where none is known', () => {
    expect(findEndpoint(list, 'h', '/chat', 'post')?.name).toBe('send');
    expect(findEndpoint(list, 'h', '/chat', 'GET')?.name).toBe('rest');
    expect(findEndpoint(list, 'h', '/chat')?.name).toBe('send');
    expect(findEndpoint(list, 'h', '/a/b')).toBeNull();
  });
});

describe('findEndpoint of a request that makes several calls', () => {
  const list = [{ path: '/api/trpc/{chat.list|chat.byId}' }, { path: '/api/trpc/user.session' }];

  it.each([
    ['/api/trpc/feature.flags,chat.list', 0],
    ['/api/trpc/user.session%2Cfeature.flags', 1],
    ['/api/trpc/user.session,chat.byId', 0],
    ['/api/trpc/feature.flags,event.send', undefined],
    ['/api,trpc/chat.list', undefined],
  ])('%s: the first entry that one of them fits', (path, index) => {
    const found = findEndpoint(list, 'chat.example.com', path);
    expect(found).toBe(index === undefined ? null : list[index]);
  });
});

describe('serviceOf', () => {
  const services = [serviceNamed('chatgpt'), serviceNamed('claude')];

  it.each([
    ['chatgpt.com', 'chatgpt'],
    ['CHATGPT.COM', 'chatgpt'],
    ['auth.openai.com', 'chatgpt'],
    ['claude.ai', 'claude'],
    ['api.anthropic.com', 'claude'],
    ['claude.ai.example.com', undefined],
    ['notclaude.ai', undefined],
    ['', undefined],
  ])('%s is %s', (host, id) => {
    expect(serviceOf(host, services)?.id).toBe(id);
  });
});
