import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/detect/diagnose.ts';
import type { NoticeFact } from '../../../lib/detect/fact.ts';
import type { Context } from '../../../lib/detect/finding.ts';
import { matchesPattern } from '../../../lib/detect/match-endpoint.ts';
import { mergeFinding } from '../../../lib/detect/merge-finding.ts';
import { createReportsSchema } from '../../../lib/protocol/reports.ts';
import { FEATURES, KINDS } from '../../../lib/protocol/words.ts';
import { patchService } from '../../../lib/rules/patch-service.ts';
import { createRuledEngine } from '../../../lib/rules/ruled-engine.ts';
import { commonNotices, commonPhrases } from '../../../lib/services/common/common.ts';
import { type ServicePatch, servicePatchSchema } from '../../../lib/services/patch-schema.ts';
import { readServices } from '../../../lib/services/read.ts';
import {
  endpointName,
  noticeName,
  phraseTexts,
  signName,
} from '../../../lib/services/rule-names.ts';
import type { Service } from '../../../lib/services/schema.ts';
import { planFor, type WatchPlan } from '../../../lib/watch/plan.ts';
import { ruleNamesOf } from '../../../tools/sign-rules/names-of.ts';

const services = readServices();
const context: Context = { online: true, zone: 0 };

function serviceOf(id: string): Service {
  const found = services.find((service) => service.id === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
}

const chatgpt = serviceOf('chatgpt');
const claude = serviceOf('claude');

/** The engine with one service patched. */
function engineWith(patch: ServicePatch) {
  const ruled = (service: Service) =>
    service.id === patch.id ? patchService(service, servicePatchSchema.parse(patch)) : service;
  return createRuledEngine({ diagnose, mergeFinding, planFor }, { ruled }, commonNotices);
}

const toast = (text: string, { hosts: [host = ''] }: Service): NoticeFact => {
  return { type: 'notice', host, place: 'toast', text, marks: ['error'], at: 1 };
};

const response = (path: string, status: number, service: Service) =>
  ({
    type: 'response',
    host: service.hosts[0] ?? '',
    path,
    status,
    navigation: false,
    at: 1,
  }) as const;

const JAMMED = 'Our gears are jammed.';

describe('a patch', () => {
  it('teaches a text that no rule knew', () => {
    const before = diagnose(toast(JAMMED, chatgpt), chatgpt, context);
    expect(before).toBeNull();
    const put = { phrases: [{ cause: 'service', trust: 'B', texts: { en: [JAMMED] } }] } as const;
    const engine = engineWith({ id: 'chatgpt', put: { phrases: [...put.phrases] as never } });
    expect(engine.diagnose(toast(JAMMED, chatgpt), chatgpt, context)).toMatchObject({
      type: 'trouble',
      cause: 'service',
    });
    expect(engine.diagnose(toast(JAMMED, claude), claude, context)).toBeNull();
  });

  it('switches one text off and leaves its neighbours', () => {
    const phrase = chatgpt.phrases?.find(
      ({ cause, texts }) => cause === 'service' && (texts.en?.length ?? 0) > 1,
    );
    const [one = '', two = ''] = phrase?.texts.en ?? [];
    const patched = patchService(chatgpt, { id: 'chatgpt', off: { phrases: [one] } });
    const texts = patched?.phrases?.flatMap(({ texts: all }) => Object.values(all).flat());
    expect(texts).not.toContain(one);
    expect(texts).toContain(two);
  });

  it('switches a text that holds for all services off for one of them', () => {
    const bare = (off: readonly string[]): Service => ({
      ...chatgpt,
      phrases: [],
      without: { notices: [], signs: [], phrases: [...off] },
    });
    const isMeant = (text: string, off: readonly string[]) =>
      diagnose(toast(text, chatgpt), bare(off), context);
    const texts = commonPhrases.flatMap(phraseTexts).filter((text) => !text.includes('<'));
    const told = texts.filter(
      (text) => JSON.stringify(isMeant(text, [])) !== JSON.stringify(isMeant(text, [text])),
    );
    expect(told.length).toBeGreaterThan(0);
  });

  it('switches a place off that holds for all services', () => {
    const name = 'alert [role=alert]';
    const engine = engineWith({ id: 'chatgpt', off: { notices: [name] } });
    const placesOf = (service: Service) =>
      (engine.planFor(service, service.hosts[0] ?? '', {}) as WatchPlan).notices.map(
        ({ place, selector }) => `${place} ${selector}`,
      );
    expect(placesOf(chatgpt)).not.toContain(name);
    expect(placesOf(claude)).toContain(name);
  });

  it('puts new places first, and a rule in the place of the one of its name', () => {
    const [first] = chatgpt.watch?.endpoints ?? [];
    if (!first) throw new Error('There is no address.');
    const patched = patchService(chatgpt, {
      id: 'chatgpt',
      put: {
        notices: [{ place: 'toast', selector: '[data-testid=snackbar]' }],
        endpoints: [{ ...first, statuses: { 418: 'service' } }],
      },
    });
    expect(patched?.watch?.notices[0]?.selector).toBe('[data-testid=snackbar]');
    expect(patched?.watch?.endpoints).toHaveLength(chatgpt.watch?.endpoints.length ?? 0);
    expect(patched?.watch?.endpoints[0]).toEqual({ ...first, statuses: { 418: 'service' } });
  });

  it('switches an address off', () => {
    const path = '/backend-api/f/conversation';
    const [name = ''] = ruleNamesOf(chatgpt).endpoints ?? [];
    expect(diagnose(response(path, 503, chatgpt), chatgpt, context)).toMatchObject({
      cause: 'service',
    });
    const engine = engineWith({ id: 'chatgpt', off: { endpoints: [name] } });
    expect(engine.diagnose(response(path, 503, chatgpt), chatgpt, context)).toBeNull();
  });

  it('switches a whole service off: nothing is watched, nothing means anything', () => {
    const engine = engineWith({ id: 'chatgpt', switchedOff: true });
    expect(engine.planFor(chatgpt, 'chatgpt.com', {})).toBeNull();
    const path = '/backend-api/f/conversation';
    expect(engine.diagnose(response(path, 503, chatgpt), chatgpt, context)).toBeNull();
    expect(engine.planFor(claude, 'claude.ai', {})).not.toBeNull();
  });

  it('brings a service its pace, without which nothing is too slow', () => {
    const { progress: _progress, ...watch } = chatgpt.watch ?? {};
    const paceless = { ...chatgpt, watch } as Service;
    const usual = { start: 20, gap: 20, thinking: 60 };
    const busy = ['[data-testid=stop]'];
    expect(
      patchService(paceless, { id: 'chatgpt', put: { busy } })?.watch?.progress,
    ).toBeUndefined();
    expect(
      patchService(paceless, { id: 'chatgpt', put: { busy, usual } })?.watch?.progress,
    ).toEqual({
      busy,
      thinking: [],
      usual,
    });
  });

  it('changes nothing when it is empty', () => {
    const patched = patchService(chatgpt, { id: 'chatgpt' });
    expect(patched?.watch).toEqual(chatgpt.watch);
    expect(patched?.phrases).toEqual(chatgpt.phrases);
  });
});

describe('every rule', () => {
  it.each(services)('of $id can be switched off by a name that fits the schema', (service) => {
    const off = Object.fromEntries(
      Object.entries(ruleNamesOf(service)).map(([list, names]) => [list, names.slice(0, 60)]),
    );
    servicePatchSchema.parse({ id: service.id, off });
    for (const [list, names] of Object.entries(ruleNamesOf(service))) {
      for (const name of names) {
        const patched = patchService(service, { id: service.id, off: { [list]: [name] } });
        const { endpoints = [], pages = [] } = patched?.watch ?? {};
        if ([...endpoints, ...pages].some((each) => each.off && endpointName(each) === name))
          continue;
        const left = ruleNamesOf(patched ?? service)[list] ?? [];
        const isCommon = patched?.without?.[list as 'phrases']?.includes(name);
        expect(isCommon || !left.includes(name), `${list}: ${name}`).toBe(true);
      }
    }
  });

  it.each(services)('of $id has a name of its own in its list', (service) => {
    const { endpoints = [], pages = [], notices = [], signs = [] } = service.watch ?? {};
    for (const names of [
      endpoints.map(endpointName),
      pages.map(endpointName),
      notices.map(noticeName),
      signs.map(signName),
    ]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

const segment = fc.constantFrom(
  'api',
  'backend-api',
  'f',
  'conversation',
  'x',
  '{id}',
  '{a|api}',
  '**',
);
const pattern = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((parts) => `/${parts.join('/')}`);
const hostPattern = fc
  .tuple(fc.constantFrom('', 'chatgpt.com'), pattern)
  .map((parts) => parts.join(''));
const selector = fc.constantFrom(
  '.x',
  '[role=alert]',
  'body',
  '*',
  'main p',
  'textarea',
  'my-toast',
);
const text = fc.constantFrom(JAMMED, 'Something', 'Please try again later');
const list = <T>(item: fc.Arbitrary<T>) =>
  fc.option(fc.array(item, { maxLength: 3 }), { nil: undefined });
const endpoint = fc.record(
  {
    path: hostPattern,
    feature: fc.constantFrom(...FEATURES),
    role: fc.constantFrom('use' as const, 'quiet' as const),
    statuses: fc.dictionary(
      fc.constantFrom('404', '503'),
      fc.constantFrom('service', 'ok', 'limit'),
    ),
  },
  { requiredKeys: ['path', 'feature', 'role'] },
);
const names = Object.fromEntries(
  Object.entries(ruleNamesOf(chatgpt)).map(([name, all]) => [
    name,
    list(all.length > 0 ? fc.constantFrom(...all) : fc.constant('nothing')),
  ]),
);

/** Patches as somebody with the key could sign them: what the schema takes of these. */
const patches = fc
  .record({
    id: fc.constant('chatgpt'),
    off: fc.record(names),
    put: fc.record({
      endpoints: list(endpoint),
      pages: list(endpoint),
      ignore: list(hostPattern),
      stop: list(hostPattern),
      user: list(selector),
      assistant: list(selector),
      turns: list(selector),
      composer: list(selector),
      exclude: list(selector),
      lineExclude: list(selector),
      notices: list(
        fc.record({ place: fc.constantFrom('toast', 'line', 'page', 'turn'), selector }),
      ),
      signs: list(fc.record({ selector, mark: fc.constantFrom('error', 'retry', 'challenge') })),
      phrases: list(
        fc.record({
          cause: fc.constantFrom('service', 'you', 'none'),
          trust: fc.constant('A'),
          kind: fc.constantFrom(...KINDS),
          texts: fc.record({ en: fc.array(text, { minLength: 1, maxLength: 2 }) }),
        }),
      ),
    }),
  })
  .map((patch) => servicePatchSchema.safeParse(JSON.parse(JSON.stringify(patch))))
  .filter((parsed) => parsed.success)
  .map((parsed) => parsed.data as ServicePatch);

const paths = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        'api',
        'backend-api',
        'f',
        'conversation',
        'ces',
        'v1',
        'x',
        'sentinel',
        'me',
      ),
      { maxLength: 5 },
    )
    .map((parts) => `/${parts.join('/')}`),
  fc.constantFrom(
    ...[
      ...(chatgpt.watch?.endpoints ?? []).map(({ path }) => path),
      ...(chatgpt.watch?.ignore ?? []),
    ].map((path) => path.replace(/\{([\w-]+)[^}]*\}/g, '$1').replace('**', 'x')),
  ),
);

describe('no patch whatever', () => {
  it('changes who a service is or where it lives', () => {
    fc.assert(
      fc.property(patches, (patch) => {
        const { watch, phrases, without, ...rest } = patchService(chatgpt, patch) ?? chatgpt;
        const { watch: _watch, phrases: _phrases, without: _without, ...before } = chatgpt;
        expect(rest).toEqual(before);
        const plan = planFor(
          { ...rest, watch, phrases, without } as Service,
          'chatgpt.com',
          commonNotices,
        );
        expect(plan?.hosts).toEqual([...chatgpt.hosts, ...chatgpt.requestHosts]);
      }),
      { numRuns: 30 },
    );
  });

  it('uncovers what is kept out of sight', () => {
    const before = planFor(chatgpt, 'chatgpt.com', commonNotices);
    fc.assert(
      fc.property(patches, (patch) => {
        const plan = engineWith(patch).planFor(chatgpt, 'chatgpt.com', {}) as WatchPlan;
        for (const name of [
          'messages',
          'user',
          'assistant',
          'composer',
          'exclude',
          'lineExclude',
          'hidden',
        ] as const) {
          const kept = new Set(plan[name].split(','));
          expect(before?.[name].split(',').filter((each) => !kept.has(each))).toEqual([]);
        }
        expect(before?.ignore.filter((each) => !plan.ignore.includes(each))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('takes what is ignored for a press of stop', () => {
    const put = { stop: ['/backend-api/**'] };
    const fact = response('/backend-api/beacons/x', 200, chatgpt);
    expect(engineWith({ id: 'chatgpt', put }).diagnose(fact, chatgpt, context)).toBeNull();
  });

  it('makes a minute count that did not: what pages ask by themselves is no use, what is ignored is nothing', () => {
    const statuses = fc.constantFrom(200, 204, 404, 503);
    let quiet = 0;
    fc.assert(
      fc.property(patches, paths, statuses, (patch, path, status) => {
        const fact = response(path, status, chatgpt);
        const before = diagnose(fact, chatgpt, context);
        const after = engineWith(patch).diagnose(fact, chatgpt, context);
        const { ignore = [] } = chatgpt.watch ?? {};
        if (ignore.some((each) => matchesPattern(each, 'chatgpt.com', path))) {
          expect(after).toBeNull();
        }
        if (before?.type === 'success' && !before.counts) {
          quiet += 1;
          expect(after?.type === 'success' && after.counts).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
    expect(quiet).toBeGreaterThan(10);
  });

  it('says anything that is not on the closed lists of a report', () => {
    const schema = createReportsSchema(services.map(({ id }) => id));
    fc.assert(
      fc.property(patches, paths, text, (patch, path, words) => {
        const engine = engineWith(patch);
        for (const fact of [response(path, 503, chatgpt), toast(words, chatgpt)]) {
          const found = engine.diagnose(fact, chatgpt, context);
          if (found?.type !== 'trouble') continue;
          const { service, feature, kind } = found;
          const seen = [{ service, minute: 1, outcome: 'failed', signals: [`${feature}/${kind}`] }];
          schema.parse({ v: 1, tag: 'A'.repeat(22), seen, said: [], pad: '' });
        }
      }),
      { numRuns: 60 },
    );
  });
});
