import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/detect/diagnose.ts';
import { errorMeaning } from '../../../lib/detect/error-names.ts';
import type { ConnectionFact, Fact } from '../../../lib/detect/fact.ts';
import type { Context } from '../../../lib/detect/finding.ts';
import { serviceNamed } from '../../support/services.ts';

describe('errorMeaning', () => {
  it.each([
    ['service', 'net::ERR_CONNECTION_RESET', 'NS_ERROR_NET_RESET'],
    ['service', 'net::ERR_CONNECTION_REFUSED', 'NS_ERROR_CONNECTION_REFUSED'],
    ['service', 'net::ERR_CONNECTION_TIMED_OUT', 'NS_ERROR_NET_TIMEOUT'],
    ['service', 'net::ERR_EMPTY_RESPONSE', 'NS_ERROR_NET_EMPTY_RESPONSE'],
    ['service', 'net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'NS_ERROR_NET_PARTIAL_TRANSFER'],
    ['service', 'net::ERR_HTTP2_PROTOCOL_ERROR', 'NS_ERROR_NET_HTTP2_SENT_GOAWAY'],
    ['service', 'net::ERR_QUIC_PROTOCOL_ERROR', 'NS_ERROR_NET_INTERRUPT'],
    ['aborted', 'net::ERR_ABORTED', 'NS_BINDING_ABORTED'],
    ['blocked', 'net::ERR_BLOCKED_BY_CLIENT', 'NS_ERROR_TRACKING_URI'],
    ['blocked', 'net::ERR_PROXY_CONNECTION_FAILED', 'NS_ERROR_UNKNOWN_PROXY_HOST'],
    ['offline', 'net::ERR_INTERNET_DISCONNECTED', 'NS_ERROR_OFFLINE'],
    ['captive', 'net::ERR_CERT_AUTHORITY_INVALID', 'SEC_ERROR_UNKNOWN_ISSUER'],
    ['name', 'net::ERR_NAME_NOT_RESOLVED', 'NS_ERROR_UNKNOWN_HOST'],
    ['unclear', 'net::ERR_CONNECTION_ABORTED', 'NS_ERROR_ABORT'],
    ['unclear', 'net::ERR_CERT_DATE_INVALID', 'SSL_ERROR_PROTOCOL_VERSION_ALERT'],
    ['nothing', 'net::ERR_FAILED', 'NS_ERROR_FAILURE'],
    ['unclear', 'Failed to fetch', 'NetworkError when attempting to fetch resource.'],
    ['aborted', 'AbortError: Fetch is aborted', 'AbortError'],
  ])('%s: %s and %s', (meaning, chromium, firefox) => {
    expect([errorMeaning(chromium), errorMeaning(firefox)]).toEqual([meaning, meaning]);
  });
});

describe('diagnose of a connection error', () => {
  const service = serviceNamed('chatgpt');
  const judge = (given: Partial<ConnectionFact>, online = true) =>
    diagnose(
      {
        type: 'connection',
        host: 'chatgpt.com',
        path: '/backend-api/f/conversation',
        error: 'net::ERR_CONNECTION_RESET',
        navigation: false,
        at: 3,
        ...given,
      },
      service,
      { online },
    );

  it('takes a cut connection for the service, also of a page that never loaded', () => {
    expect(judge({})).toMatchObject({ feature: 'conversation', kind: 'network', cause: 'service' });
    expect(judge({ navigation: true, path: '/c/1' })).toMatchObject({
      feature: 'page',
      cause: 'service',
    });
  });

  it('takes it for the own network while the browser is offline', () => {
    expect(judge({}, false)).toMatchObject({ cause: 'you', reason: 'offline' });
  });

  it('keeps the abort of an answer, and drops that of a page left or of polling', () => {
    const error = 'net::ERR_ABORTED';
    expect(judge({ error })).toMatchObject({ cause: 'you', reason: 'aborted' });
    expect(judge({ error, navigation: true })).toBeNull();
    expect(judge({ error, path: '/backend-api/conversations' })).toBeNull();
  });

  it('says nothing about blocked telemetry', () => {
    expect(judge({ error: 'net::ERR_BLOCKED_BY_CLIENT', path: '/ces/v1/t' })).toBeNull();
  });
});

describe('diagnose of what only the network can decide', () => {
  const service = serviceNamed('chatgpt');
  const cut = 'net::ERR_CONNECTION_RESET';
  const name = 'net::ERR_NAME_NOT_RESOLVED';
  const ambiguous = 'net::ERR_SSL_PROTOCOL_ERROR';
  const judge = (what: string, known: Omit<Context, 'online'>) => {
    const host = 'chatgpt.com';
    const path = '/backend-api/f/conversation';
    const fact: Fact =
      what === 'stall'
        ? { type: 'turn', host, outcome: 'stalled', silence: 90_000, during: 'start', at: 3 }
        : { type: 'connection', host, path, error: what, navigation: false, at: 3 };
    const finding = diagnose(fact, service, { online: true, ...known });
    if (finding?.type !== 'trouble') return null;
    const { cause, reason, weak, pending } = finding;
    return [reason ?? cause, weak ? 'weak' : 'sure', pending ?? 'closed'].join(' ');
  };
  const down = { network: 'down' } as const;
  const fine = { network: 'fine' } as const;
  const unknown = { network: 'unknown' } as const;

  it.each<[string, string, Omit<Context, 'online'>, string]>([
    ['a cut', cut, {}, 'service sure closed'],
    ['a cut', cut, fine, 'service sure cut'],
    ['a cut', cut, unknown, 'service weak cut'],
    ['a cut', cut, down, 'unclear sure down'],
    ['a cut', cut, { ...down, othersCut: true }, 'offline sure down'],
    ['a lost name', name, {}, 'unclear weak closed'],
    ['a lost name', name, fine, 'service weak name'],
    ['a lost name', name, { ...fine, resolves: false }, 'unclear weak name'],
    ['a lost name', name, unknown, 'unclear weak name'],
    ['a lost name', name, down, 'unclear sure down'],
    ['a lost name', name, { ...down, othersCut: true }, 'offline sure down'],
    ['a silence', 'stall', {}, 'service weak closed'],
    ['a silence', 'stall', fine, 'service sure silence'],
    ['a silence', 'stall', unknown, 'service weak silence'],
    ['a silence', 'stall', down, 'unclear sure down'],
    ['an ambiguous name', ambiguous, fine, 'unclear weak closed'],
    ['a captive network', 'net::ERR_CERT_AUTHORITY_INVALID', fine, 'captive sure closed'],
    ['a blocker', 'net::ERR_BLOCKED_BY_CLIENT', down, 'blocked sure closed'],
  ])('%s (%s) with %o: %s', (_what, error, known, expected) => {
    expect(judge(error, known)).toBe(expected);
  });
});
