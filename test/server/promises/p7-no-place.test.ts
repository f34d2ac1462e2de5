import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { live } from '../support/crowd.ts';
import { createTestServer, temporaryFolder } from '../support/test-server.ts';
import { columnsIn } from './sqlite-files.ts';

/** Words of a name that would speak of a place. */
const PLACE =
  /^(?:region|country|countries|city|cities|place|places|geo|location|area|continent|lat|lon|latitude|longitude|timezone|zone|locale|language|lang|asn|isp|network|ip|address)$/i;

const wordsOf = (name: string) => name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);

/** Every key in a JSON value, however deep. */
function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

const placesIn = (names: readonly string[]) =>
  [...new Set(names)].filter((name) => wordsOf(name).some((word) => PLACE.test(word)));

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

describe('P7: no place is ever shown', () => {
  it('no public file, no schema and no column of the store has a field for one', async () => {
    const file = join(folder.path, 'outcry.db');
    const server = createTestServer({ store: createSqliteStore(file) });
    await live(server, 5, { failing: 20 });
    await server.archive.update();
    for (const path of ['/v1/status.json', '/v1/history.json', '/v1/openapi.json']) {
      const keys = keysIn(await (await server.request(path)).json());
      expect(keys.length).toBeGreaterThan(20);
      expect(placesIn(keys)).toEqual([]);
    }
    await server.store.close();
    const columns = columnsIn(file);
    expect(columns).toContain('voice');
    expect(placesIn(columns)).toEqual([]);
  });

  it('such a field would be found', () => {
    expect(placesIn(['tried', 'byRegion', 'voices_country', 'voice'])).toEqual([
      'byRegion',
      'voices_country',
    ]);
  });
});
