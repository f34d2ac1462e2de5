import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestFact } from '../../../lib/background/request-fact.ts';
import { ALPHA, BETA } from './world.ts';

const services = [ALPHA, BETA];
const details = {
  url: 'https://alpha.example/send?secret=1#also',
  type: 'xmlhttprequest',
  method: 'POST',
  error: 'net::ERR_CONNECTION_RESET',
  timeStamp: 5,
  initiator: 'https://alpha.example',
};

describe('requestFact', () => {
  it('keeps host, path and the name of the error, no more', () => {
    expect(requestFact(details, services)?.fact).toEqual({
      type: 'connection',
      host: 'alpha.example',
      path: '/send',
      error: 'net::ERR_CONNECTION_RESET',
      navigation: false,
      method: 'POST',
      at: 5,
    });
  });

  it.each([
    ['its own page (Chromium)', {}, 'alpha'],
    [
      'its own page (Firefox)',
      { initiator: undefined, documentUrl: 'https://alpha.example/x' },
      'alpha',
    ],
    ['its own page, of a host that it asks', { url: 'https://api.alpha.example/v1' }, 'alpha'],
    ['a document, whoever led to it', { type: 'main_frame', initiator: 'https://x.org' }, 'alpha'],
    [
      'a document of a host that is only asked',
      { type: 'main_frame', url: 'https://api.alpha.example/' },
      null,
    ],
    ['a page of another site', { initiator: 'https://evil.example' }, null],
    ['a page of another service', { initiator: 'https://beta.example' }, null],
    ['nobody known', { initiator: undefined }, null],
    ['its page, of a foreign host', { url: 'https://cdn.example/' }, null],
    ['no address', { url: 'nonsense' }, null],
  ])('when %s asked', (_who, change, expected) => {
    const found = requestFact({ ...details, ...change }, services);
    expect(found?.service.id ?? null).toBe(expected);
  });

  it.each([
    [503, {}, { type: 'response', host: 'alpha.example', path: '/send', status: 503, at: 5 }],
    [404, {}, { type: 'response', status: 404 }],
    [200, {}, null],
    [503, { type: 'main_frame' }, null],
    [503, { initiator: 'https://evil.example' }, null],
    [999, {}, null],
  ])('takes an answer with status %i %o for %o', (statusCode, change, expected) => {
    const { error: _none, ...rest } = details;
    const found = requestFact({ ...rest, statusCode, ...change }, services);
    if (expected) expect(found?.fact).toMatchObject(expected);
    else expect(found).toBeNull();
  });

  it.each([
    ['its own document', 'main_frame', '/chat/c/1', 'alpha'],
    ['another document of that host', 'main_frame', '/models', null],
    [
      'a request of a page there, whose address the browser does not tell',
      'xmlhttprequest',
      '/send',
      'alpha',
    ],
  ])('on a shared host: %s', (_what, type, path, expected) => {
    const shared = { ...ALPHA, paths: { 'alpha.example': ['/chat/**'] } };
    const found = requestFact({ ...details, type, url: `https://alpha.example${path}` }, [shared]);
    expect(found?.service.id ?? null).toBe(expected);
  });

  it.each([
    ['a third party', 'https://widget.example/v1/errors', 'main_frame'],
    ['a third party', 'https://widget.example/v1/errors', 'sub_frame'],
    ['a third party', 'https://widget.example/send', 'xmlhttprequest'],
    ['another service', 'https://beta.example/send', 'xmlhttprequest'],
    ['another service in a frame', 'https://beta.example/', 'sub_frame'],
  ])(
    'counts for nobody when a page of the service embeds %s that fails: %s (%s)',
    (_who, url, type) => {
      for (const failure of [
        { error: 'net::ERR_CONNECTION_RESET' },
        { error: undefined, statusCode: 503 },
      ]) {
        expect(requestFact({ ...details, url, type, ...failure }, services)).toBeNull();
      }
    },
  );

  it('survives anything', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), fc.string(), (rest, url, error) => {
        expect(requestFact(rest, services)).toBeNull();
        requestFact({ ...details, url, error }, services);
      }),
    );
  });
});
