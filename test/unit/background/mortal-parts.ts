import type { Parts } from '../../../lib/background/parts.ts';
import type { Database } from '../../../lib/journal/migrations.ts';

/** The death of the background: nothing that it was doing goes on. */
export class Death extends Error {}

/**
 * Parts that kill the background at the n-th step: each call to the world is a step before it happens and one after,
 * each request to the database is one. An open transaction is undone, as the browser would do it.
 * @param steps how many it survives
 */
export function mortalParts(parts: Parts, steps: number) {
  let left = steps;
  function step(): void {
    left -= 1;
    if (left < 0) throw new Death();
  }
  function mortal<A extends unknown[], R>(call: (...given: A) => Promise<R>) {
    return async (...given: A): Promise<R> => {
      step();
      const result = await call(...given);
      step();
      return result;
    };
  }
  return {
    /** Whether the steps were used up. */
    isDead: () => left < 0,
    parts: {
      ...parts,
      database: mortal(async () => mortalDatabase(await parts.database(), step)),
      fetch: mortal(parts.fetch as (...request: Parameters<typeof fetch>) => Promise<Response>),
      consent: mortal(parts.consent),
      saveConsent: mortal(parts.saveConsent),
      access: mortal(parts.access),
      activeHost: mortal(parts.activeHost),
      showBadge: mortal(parts.showBadge),
      saveView: mortal(parts.saveView),
      wakeAt: mortal(parts.wakeAt),
    } satisfies Parts,
  };
}

function mortalDatabase(database: Database, step: () => void): Database {
  return new Proxy(database, {
    get(target, name) {
      if (name !== 'transaction') return bound(target, name);
      return (...given: Parameters<Database['transaction']>) => {
        step();
        return mortalTransaction(target.transaction(...given), step);
      };
    },
  });
}

type Transaction = ReturnType<Database['transaction']>;

function mortalTransaction(transaction: Transaction, step: () => void): Transaction {
  transaction.done.catch(() => {});
  return new Proxy(transaction, {
    get(target, name) {
      if (name === 'done') return target.done.then(step);
      if (name !== 'objectStore') return bound(target, name);
      return (store: string) =>
        new Proxy(target.objectStore(store as 'state'), {
          get(from, method) {
            const value: unknown = bound(from, method);
            if (typeof value !== 'function' || method === 'index') return value;
            return (...given: unknown[]) => {
              step();
              return (value as (...all: unknown[]) => unknown)(...given);
            };
          },
        });
    },
  });
}

function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}
