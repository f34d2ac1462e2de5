import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionFact } from '../../../lib/background/connection-fact.ts';
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

describe('connectionFact', () => {
  it('keeps host, path and the name of the error, no more', () => {
    expect(connectionFact(details, services)?.fact).toEqual({
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
    const found = connectionFact({ ...details, ...change }, services);
    expect(found?.service.id ?? null).toBe(expected);
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), fc.string(), (rest, url, error) => {
        expect(connectionFact(rest, services)).toBeNull();
        connectionFact({ ...details, url, error }, services);
      }),
    );
  });
});
