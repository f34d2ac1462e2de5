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

/** Every field that the schemas in a document describe. */
function fieldsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === 'properties' && typeof inner === 'object' && inner !== null
      ? Object.keys(inner)
      : []),
    ...fieldsIn(inner),
  ]);
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
    const read = async (path: string) => (await server.request(path)).json();
    const fields = [
      keysIn(await read('/v1/status.json')),
      keysIn(await read('/v1/history.json')),
      fieldsIn(await read('/v1/openapi.json')),
    ];
    for (const names of fields) {
      expect(names.length).toBeGreaterThan(20);
      expect(placesIn(names)).toEqual([]);
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
