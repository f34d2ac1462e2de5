import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/detect/diagnose.ts';
import type { ResponseFact } from '../../../lib/detect/fact.ts';
import { NOTHING_TO_WATCH } from '../../../lib/services/nothing-to-watch.ts';
import { serviceNamed } from '../../support/services.ts';

const COMPLETION = '/api/organizations/a1/chat_conversations/b2/completion';

function judge(id: string, given: Partial<ResponseFact>, online = true) {
  const service = serviceNamed(id);
  const host = service.hosts[0] ?? '';
  const fact: ResponseFact = {
    type: 'response',
    host,
    path: '/',
    status: 200,
    navigation: false,
    at: 7,
    ...given,
  };
  return diagnose(fact, service, { online });
}

describe('diagnose of a response', () => {
  it.each([
    [
      'chatgpt',
      '/backend-api/f/conversation',
      503,
      'conversation',
      'http-5xx',
      'service',
      undefined,
    ],
    [
      'chatgpt',
      '/backend-anon/conversation',
      500,
      'conversation',
      'http-5xx',
      'service',
      undefined,
    ],
    ['chatgpt', '/backend-api/conversations', 502, 'history', 'http-5xx', 'service', undefined],
    ['chatgpt', '/backend-api/conversation/67a1', 520, 'history', 'http-5xx', 'service', undefined],
    [
      'chatgpt',
      '/backend-api/gizmos/snorlax/sidebar',
      500,
      'projects',
      'http-5xx',
      'service',
      undefined,
    ],
    [
      'chatgpt',
      '/backend-api/files/process_upload_stream',
      504,
      'files',
      'http-5xx',
      'service',
      undefined,
    ],
    ['chatgpt', '/api/auth/session', 500, 'login', 'http-5xx', 'service', undefined],
    [
      'chatgpt',
      '/backend-api/conversation',
      429,
      'conversation',
      'overloaded',
      'unclear',
      undefined,
    ],
    ['chatgpt', '/backend-api/conversation', 401, 'conversation', 'banner', 'you', 'signed-out'],
    ['chatgpt', '/backend-api/conversation', 403, 'conversation', 'banner', 'you', 'challenge'],
    ['chatgpt', '/backend-api/conversation', 413, 'conversation', 'banner', 'you', 'limit'],
    ['chatgpt', '/backend-api/conversation', 451, 'conversation', 'banner', 'you', 'policy'],
    ['chatgpt', '/backend-api/conversation', 511, 'conversation', 'http-5xx', 'you', 'captive'],
    ['chatgpt', '/backend-api/stop_conversation', 200, 'conversation', 'network', 'you', 'aborted'],
    ['claude', COMPLETION, 529, 'conversation', 'overloaded', 'service', undefined],
    ['claude', COMPLETION, 504, 'conversation', 'http-5xx', 'service', undefined],
    ['claude', COMPLETION, 429, 'conversation', 'overloaded', 'you', 'limit'],
    ['claude', '/api/bootstrap/a1/app_start', 403, 'login', 'banner', 'you', 'signed-out'],
    ['claude', '/api/a1/upload', 500, 'files', 'http-5xx', 'service', undefined],
    [
      'claude',
      '/api/organizations/a1/projects/p1/docs',
      500,
      'projects',
      'http-5xx',
      'service',
      undefined,
    ],
  ])('%s %s %i is %s/%s, %s %s', (id, path, status, feature, kind, cause, reason) => {
    expect(judge(id, { path, status })).toEqual({
      type: 'trouble',
      service: id,
      feature,
      kind,
      cause,
      ...(reason ? { reason } : {}),
      evidence: 'status',
      ...(status === 529 ? { weak: true } : {}),
      at: 7,
    });
  });

  it('finds a status weak after which the page tries again, unless it is the user’s side', () => {
    const service = serviceNamed('chatgpt');
    const endpoint = { path: '/ask', feature: 'conversation', role: 'use' } as const;
    const endpoints = [
      { ...endpoint, retried: ['503', '401'], statuses: { 500: 'limit' } as const },
    ];
    const retrying = { ...service, watch: { ...NOTHING_TO_WATCH, endpoints } };
    const weakOf = (status: number) =>
      diagnose(
        { type: 'response', host: 'chatgpt.com', path: '/ask', status, navigation: false, at: 7 },
        retrying,
        { online: true },
      );
    expect(weakOf(503)).toMatchObject({ cause: 'service', weak: true });
    expect(weakOf(502)).toMatchObject({ cause: 'service' });
    expect(weakOf(502)).not.toHaveProperty('weak');
    expect(weakOf(401)).toMatchObject({ cause: 'you', reason: 'signed-out' });
    expect(weakOf(401)).not.toHaveProperty('weak');
  });

  it.each([
    ['a chat that is not there', 'chatgpt', '/backend-api/conversation/67a1', 404],
    ['telemetry', 'chatgpt', '/ces/v1/telemetry/intake', 503],
    ['a beacon beside the api', 'chatgpt', '/backend-api/beacons/home', 500],
    ['an address that no file names', 'chatgpt', '/backend-api/something/new', 500],
    ['a denial that the app expects', 'claude', '/api/organizations/a1/projects', 403],
    ['a bad request, which can be capacity', 'claude', COMPLETION, 400],
  ])('%s proves nothing', (_name, id, path, status) => {
    expect(judge(id, { path, status })).toBeNull();
  });

  it.each([
    ['chatgpt', '/backend-api/f/conversation', 200],
    ['claude', COMPLETION, 200],
    ['claude', COMPLETION, 409],
  ])('%s %s %i counts as tried', (id, path, status) => {
    expect(judge(id, { path, status })).toEqual({
      type: 'success',
      service: id,
      feature: 'conversation',
      counts: true,
      at: 7,
    });
  });

  it('takes polling that works for a sign that the feature works, not for a try', () => {
    expect(judge('chatgpt', { path: '/backend-api/conversations', status: 200 })).toEqual({
      type: 'success',
      service: 'chatgpt',
      feature: 'history',
      counts: false,
      at: 7,
    });
  });

  it('takes a document for the page, and a sign-in document for login', () => {
    expect(judge('chatgpt', { status: 504, navigation: true, path: '/c/1' })).toMatchObject({
      feature: 'page',
    });
    expect(judge('chatgpt', { status: 504, navigation: true, path: '/auth/login' })).toMatchObject({
      feature: 'login',
    });
  });

  it.each([
    ['grok', 'x.com', '/home', '/i/grok/share/1'],
    ['huggingchat', 'huggingface.co', '/models', '/chat/conversation/1'],
  ])('takes only its own documents of a shared host for %s', (id, host, other, own) => {
    const gone = { host, status: 503, navigation: true };
    expect(judge(id, { ...gone, path: other })).toBeNull();
    expect(judge(id, { ...gone, path: own })).toMatchObject({ feature: 'page', cause: 'service' });
  });

  it.each([
    ['an analytics host', 'www.google-analytics.com'],
    ['a content network', 'cdn.oaistatic.com.evil.example'],
    ['a sign-in of somebody else', 'accounts.google.com'],
  ])('ignores a failing third party that the page embeds: %s', (_what, host) => {
    const path = '/backend-api/f/conversation';
    expect(judge('chatgpt', { host, path, status: 503 })).toBeNull();
    expect(judge('chatgpt', { host, path, status: 503, navigation: true })).toBeNull();
  });

  it('ignores what another host answered', () => {
    expect(
      judge('chatgpt', { host: 'claude.ai', path: '/backend-api/conversation', status: 503 }),
    ).toBeNull();
  });

  it('blames nobody else while the browser is offline', () => {
    const found = judge('chatgpt', { path: '/backend-api/conversation', status: 503 }, false);
    expect(found).toMatchObject({ cause: 'you', reason: 'offline' });
  });
});
