import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { openPack } from '../../../lib/rules/open-pack.ts';
import { patchService } from '../../../lib/rules/patch-service.ts';
import { hostsNamedIn } from '../../../lib/services/hosts-named-in.ts';
import { readServices } from '../../../lib/services/read.ts';
import { type RulePack, rulePackSchema } from '../../../lib/services/rule-pack-schema.ts';
import type { Service } from '../../../lib/services/schema.ts';
import { readPack } from '../../../server/rules/read-pack.ts';
import { readSource } from '../../../server/rules/read-source.ts';
import { fuzzRuns, fuzzTimeoutMs } from '../../support/fuzz-runs.ts';
import { mutatedText } from '../../support/mutated-text.ts';
import { payloadAt, sealed } from '../../support/rules/make-pack.ts';
import { TEST_KEYS } from '../../support/rules/test-keys.ts';

const NOW = Date.UTC(2026, 1, 3, 12);

vi.setConfig({ testTimeout: fuzzTimeoutMs(fuzzRuns()) });

const services = readServices();
const hosts = new Set(services.flatMap((each) => [...each.hosts, ...each.requestHosts]));
const opening = {
  keys: TEST_KEYS.map(({ kid, x }) => ({ kid, x })),
  hosts,
  version: '0.1.0',
  now: NOW,
  memory: [],
};

const PATCHES = [
  { id: 'claude', switchedOff: true },
  { id: 'chatgpt', off: { phrases: ['Oops'], endpoints: ['POST /send'], notices: ['toast .x'] } },
  {
    id: 'chatgpt',
    put: {
      endpoints: [
        { path: '/api/{a|b}/**', feature: 'history', role: 'quiet', statuses: { 503: 'service' } },
      ],
      stop: ['chatgpt.com/stop'],
      exclude: ['.mine'],
      notices: [{ place: 'toast', selector: "[data-testid='snack']", marks: ['error'] }],
      phrases: [{ cause: 'you', reason: 'limit', trust: 'A', texts: { en: ['Try at <time>.'] } }],
      usual: { start: 20, gap: 20, thinking: 60 },
    },
  },
] as const;
const KEYS = [{ kid: 'ab'.repeat(12), from: 1_000, until: 1_720, spki: 'A'.repeat(392) }];
const PAYLOADS = PATCHES.map((patch) =>
  JSON.stringify({ ...payloadAt(NOW), services: [patch], issuerKeys: KEYS }),
);

function packIn(text: string): RulePack | null {
  try {
    const parsed = rulePackSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Where a service is, and what is never looked at there: a patch may only add to the latter. */
function isSameService(patched: Service, service: Service): boolean {
  const hasAll = (now: readonly string[] = [], before: readonly string[] = []) =>
    before.every((each) => now.includes(each));
  const [now, before] = [patched.watch, service.watch];
  return (
    patched.hosts === service.hosts &&
    patched.requestHosts === service.requestHosts &&
    hasAll(now?.exclude, before?.exclude) &&
    hasAll(now?.ignore, before?.ignore) &&
    hasAll(now?.messages.user, before?.messages.user)
  );
}

describe('a payload that was damaged', () => {
  it('fits the schema or does not; what fits leaves services what they are', () => {
    let taken = 0;
    fc.assert(
      fc.property(mutatedText(PAYLOADS), (text) => {
        const pack = packIn(text);
        if (!pack) return;
        taken += 1;
        if (!isDeepStrictEqual(JSON.parse(text), pack)) throw new Error('it was read as another');
        for (const patch of pack.services) {
          const service = services.find(({ id }) => id === patch.id);
          const patched = service && patchService(service, patch);
          if (patched && !isSameService(patched, service)) throw new Error('it is another service');
        }
      }),
      { numRuns: fuzzRuns(0.5) },
    );
    expect(taken).toBeGreaterThan(0);
  });
});

describe('a source that was damaged', () => {
  it('can be signed, or is refused with a reason', () => {
    const sources = PATCHES.map((patch) => JSON.stringify({ minExt: '0.1.0', services: [patch] }));
    fc.assert(
      fc.property(mutatedText(sources), (text) => {
        const read = readSource(text, services);
        return 'why' in read
          ? read.why !== ''
          : hostsNamedIn(read.source).every((host) => hosts.has(host));
      }),
      { numRuns: fuzzRuns(0.3) },
    );
  });
});

describe('a file that was damaged', () => {
  const files = PAYLOADS.map((payload) => sealed(payload));

  it('is refused, or says what was signed', async () => {
    const signed = PAYLOADS.map((payload) => JSON.parse(payload) as unknown);
    await fc.assert(
      fc.asyncProperty(mutatedText(files), async (text) => {
        const answer = await openPack(text, opening);
        return !answer.ok || signed.some((each) => isDeepStrictEqual(each, answer.opened.pack));
      }),
      { numRuns: fuzzRuns(0.1) },
    );
  });

  it('is a pack to the server or none, and never an error', () => {
    fc.assert(
      fc.property(mutatedText(files), (text) => {
        const read = readPack(text);
        return read === null || Number.isFinite(read.expiresAt);
      }),
      { numRuns: fuzzRuns(0.1) },
    );
  });
});
