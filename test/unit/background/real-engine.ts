import { createBackground } from '../../../lib/background/create-background.ts';
import type { Parts } from '../../../lib/background/parts.ts';
import { diagnose } from '../../../lib/detect/diagnose.ts';
import type { Fact } from '../../../lib/detect/fact.ts';
import { NOTHING_TO_WATCH } from '../../../lib/services/nothing-to-watch.ts';
import type { Service, Watch } from '../../../lib/services/schema.ts';
import { ALPHA, BETA, createWorld, engine, response, type World } from './world.ts';

const watch: Watch = {
  ...NOTHING_TO_WATCH,
  endpoints: [{ path: '/send', feature: 'conversation', role: 'use', retried: ['529'] }],
};

const SERVICES = [ALPHA, BETA].map((service): Service => ({ ...service, watch }));

/** A world in which the engine itself diagnoses, and its one background. */
export async function createRealWorld(more: Partial<Parts> = {}) {
  const world: World = createWorld();
  const parts: Parts = {
    ...world.parts(),
    services: SERVICES,
    engine: { ...engine, diagnose },
    ...more,
  };
  const background = createBackground(parts);
  await background.start();
  return {
    world,
    background,
    /** Lets the page of a service see something now. */
    async see(service: 'alpha' | 'beta', ...facts: Fact[]) {
      const found = SERVICES.find(({ id }) => id === service);
      if (!found) throw new Error(`There is no ${service}.`);
      const message = { type: 'factsSeen', online: world.online, facts } as const;
      await background.fromPage(message, found, `${service}.example`);
    },
    /** The newest event: whose fault it is, and how sure that is. */
    told() {
      const [event] = world.view?.events ?? [];
      if (!event) return null;
      return `${event.reason ?? event.cause} ${event.weak ? 'weak' : 'sure'}`;
    },
    answer: (status: number, service = 'alpha') =>
      response(status, world.now, `${service}.example`),
    cut: (service = 'alpha', error = 'net::ERR_CONNECTION_RESET'): Fact => {
      const host = `${service}.example`;
      return { type: 'connection', host, path: '/send', error, navigation: false, at: world.now };
    },
    notice: (text: string, service = 'alpha'): Fact => {
      const host = `${service}.example`;
      return { type: 'notice', host, place: 'toast', text, marks: [], at: world.now };
    },
    stall: (service = 'alpha'): Fact => {
      const host = `${service}.example`;
      return {
        type: 'turn',
        host,
        outcome: 'stalled',
        silence: 90_000,
        during: 'start',
        at: world.now,
      };
    },
  };
}
