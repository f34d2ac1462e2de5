import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { receive } from '../../../lib/messaging/receive.ts';
import { speakerOf } from '../../../lib/messaging/sender.ts';
import { ALPHA, BETA } from '../background/world.ts';

const self = { id: 'us', base: 'chrome-extension://us/' };
const services = [ALPHA, BETA];
const page = { id: 'us', url: 'https://alpha.example/c/1?q=x', origin: 'https://alpha.example' };
const popup = { id: 'us', url: 'chrome-extension://us/popup.html' };

function receivers() {
  return {
    fromPage: vi.fn(async () => ({ ok: true })),
    fromUi: vi.fn(async () => ({ ok: true })),
  };
}

const seen = {
  type: 'factsSeen',
  online: true,
  facts: [
    { type: 'response', host: 'alpha.example', path: '/', status: 503, navigation: false, at: 1 },
  ],
};

describe('who may speak', () => {
  it.each([
    ['our page', popup, 'ui'],
    ['our watcher on a service', page, 'page'],
    ['a watcher without an origin of its own', { ...page, origin: 'null' }, null],
    ['another extension', { ...popup, id: 'them' }, null],
    ['another extension that names our page', { ...page, id: 'them' }, null],
    ['a page of no service', { id: 'us', url: 'https://evil.example/' }, null],
    ['a host that a service only asks', { id: 'us', url: 'https://api.alpha.example/' }, null],
    ['a page without TLS', { id: 'us', url: 'http://alpha.example/' }, null],
    ['a page whose name begins like ours', { id: 'us', url: 'https://us/popup.html' }, null],
    ['nobody', {}, null],
  ])('%s', (_who, sender, expected) => {
    expect(speakerOf(sender, self, services)?.type ?? null).toBe(expected);
  });

  it('takes the origin before the address', () => {
    const sender = { ...page, origin: 'https://beta.example' };
    expect(speakerOf(sender, self, services)).toMatchObject({ service: BETA });
  });
});

describe('what is heard', () => {
  it('gives a page message with the service that the browser names', async () => {
    const to = receivers();
    await receive(seen, page, self, services, to);
    expect(to.fromPage).toHaveBeenCalledWith(seen, ALPHA, 'alpha.example', '/c/1');
  });

  it.each([
    ['a request from a page', { type: 'setConsent', given: true }, page],
    ['a report from a page', { type: 'report', service: 'beta', feature: 'page' }, page],
    ['facts from our own page', seen, popup],
    ['facts that name a service', { ...seen, service: 'beta' }, page],
    ['facts without number', { ...seen, facts: [] }, page],
    ['too many facts', { ...seen, facts: Array(51).fill(seen.facts[0]) }, page],
    ['a report of no feature', { type: 'report', service: 'alpha', feature: 'soul' }, popup],
  ])('%s is not answered', (_what, message, sender) => {
    const to = receivers();
    expect(receive(message, sender, self, services, to)).toBeNull();
    expect(to.fromPage).not.toHaveBeenCalled();
    expect(to.fromUi).not.toHaveBeenCalled();
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
        fc.constantFrom(page, popup),
        (message, sender) => {
          expect(receive(message, sender, self, services, receivers())).toBeNull();
        },
      ),
    );
  });
});
