import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { type Background, createBackground } from '../../../lib/background/create-background.ts';
import type { Engine, Parts } from '../../../lib/background/parts.ts';
import type { Fact } from '../../../lib/detect/fact.ts';
import { mergeFinding } from '../../../lib/detect/merge-finding.ts';
import { createDatabaseHandle } from '../../../lib/journal/database.ts';
import type { PageMessage } from '../../../lib/messaging/messages.ts';
import type { Consent } from '../../../lib/report/consent.ts';
import type { Service } from '../../../lib/services/schema.ts';
import type { Back } from '../../../lib/status/back.ts';
import type { Strips } from '../../../lib/status/strips.ts';
import type { View } from '../../../lib/status/view.ts';
import { seededRandom } from '../../support/random.ts';
import { createCollector } from './collector.ts';

export const ORIGIN = 'http://127.0.0.1:8787';

/** 2026-02-03 12:00:00 UTC, the start of a minute. */
export const NOON = Date.UTC(2026, 1, 3, 12);

export const ALPHA = service('alpha', 'alpha.example');
export const BETA = service('beta', 'beta.example');

function service(id: string, host: string): Service {
  return {
    format: 1,
    id,
    name: id,
    vendor: id,
    home: `https://${host}/`,
    core: true,
    hosts: [host],
    requestHosts: [`api.${host}`],
    statusPage: `https://status.${host}`,
    trust: 'A',
    evidence: [{ what: 'made up for these tests', date: '2026-02-03' }],
  };
}

/** An engine simple enough to see through: a status decides, and a connection error is the service's but for an abort. */
export const engine: Engine = {
  mergeFinding,
  planFor: (_service, host) => ({ host }),
  diagnose(fact, { id }) {
    const base = { service: id, feature: 'conversation', at: fact.at } as const;
    const trouble = { ...base, type: 'trouble', evidence: 'status' } as const;
    if (fact.type === 'notice') {
      return { ...trouble, kind: 'banner', cause: 'unclear', evidence: 'notice' };
    }
    if (fact.type === 'connection') {
      return fact.error === 'net::ERR_ABORTED'
        ? { ...trouble, kind: 'network', cause: 'you', reason: 'aborted', evidence: 'connection' }
        : { ...trouble, kind: 'network', cause: 'service', evidence: 'connection' };
    }
    if (fact.type === 'turn') return { ...base, type: 'success', counts: true };
    if (fact.status < 300) return { ...base, type: 'success', counts: true };
    if (fact.status === 429) return { ...trouble, kind: 'banner', cause: 'you', reason: 'limit' };
    return { ...trouble, kind: 'http-5xx', cause: 'service' };
  },
};

export function response(status: number, at: number, host = 'alpha.example'): Fact {
  return { type: 'response', host, path: '/send', status, navigation: false, at };
}

interface State {
  now: number;
  consent: Consent;
  access: boolean;
  origin: string;
  activeHost: string | null;
  online: boolean;
  view: View | null;
  /** When the background asked to be woken. */
  wake: number;
  /** How often the badge was set. */
  badges: number;
  strips: Strips | null;
  /** The notifications that were shown. */
  told: (readonly [service: string, where: Back])[];
}

/** A message with one response in it. */
export function seen(status: number, at: number): PageMessage {
  return { type: 'factsSeen', online: true, facts: [response(status, at)] };
}

/**
 * A browser with a clock that the test moves, a server that counts, and any number of lives of the background over
 * the same database.
 */
export function createWorld(seed = 1, chance = seededRandom(seed).uniform) {
  globalThis.indexedDB = new IDBFactory();
  let ids = 0;
  const state: State = {
    now: NOON,
    consent: 'given',
    access: true,
    origin: ORIGIN,
    activeHost: null,
    online: true,
    view: null,
    wake: Number.POSITIVE_INFINITY,
    badges: 0,
    strips: null,
    told: [],
  };
  const collector = createCollector(() => state.now);
  const world = Object.assign(state, {
    collector,
    /** What the background of one life is given. */
    parts(): Parts {
      return {
        services: [ALPHA, BETA],
        engine,
        database: createDatabaseHandle(),
        now: () => state.now,
        chance: {
          random: chance,
          newId: () => `row-${++ids}`,
          bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256)),
        },
        get origin() {
          return state.origin;
        },
        server: {
          load: async () => {},
          prepare: async (origin) => (state.access ? (origin ?? ORIGIN) : null),
          use: async (origin) => {
            state.origin = origin ?? ORIGIN;
          },
        },
        fetch: (...request) => collector.fetch(...request),
        consent: async () => state.consent,
        saveConsent: async ({ choice }) => {
          state.consent = choice;
        },
        access: async () => state.access,
        online: () => state.online,
        zoneAt: () => 60,
        activeHost: async () => state.activeHost,
        watching: async () => ({}),
        stopWatching: async () => true,
        saveStrips: async (strips) => {
          state.strips = strips;
        },
        onFailure: () => undefined,
        tellBack: async (...back) => {
          state.told.push(back);
        },
        readSettings: async () => ({ consent: state.consent }),
        eraseSettings: async () => {
          state.consent = 'unasked';
          state.view = null;
          state.strips = null;
        },
        saveLanguage: async () => {},
        showBadge: async () => {
          state.badges += 1;
        },
        saveView: async (view) => {
          state.view = view;
        },
        wakeAt: async (time) => {
          state.wake = time;
        },
      };
    },
    /** Starts the background anew, as after its death. */
    async live(): Promise<Background> {
      const background = createBackground(world.parts());
      await background.start();
      return background;
    },
    /** Lets the clock run to a time, waking the background whenever it asked for it. */
    async runUntil(time: number, background: Pick<Background, 'tick'>) {
      while (state.wake <= time) {
        state.now = Math.max(state.now, state.wake);
        // The alarm rings again by itself, whatever becomes of the background.
        state.wake = state.now + 60_000;
        await background.tick();
      }
      state.now = Math.max(state.now, time);
    },
  });
  return world;
}

export type World = ReturnType<typeof createWorld>;
