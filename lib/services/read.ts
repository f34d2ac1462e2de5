import { readdirSync, readFileSync } from 'node:fs';
import { type Service, serviceSchema } from './schema.ts';

/**
 * Every service, in order of id, read from this folder: for the server, the build and the tools.
 * @throws Error naming the file when one does not fit the schema
 */
export function readServices(): readonly Service[] {
  const folder = new URL('.', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const parsed = serviceSchema.safeParse(
        JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
      );
      if (!parsed.success) {
        throw new Error(`lib/services/${name}: ${JSON.stringify(parsed.error.issues)}`);
      }
      return parsed.data;
    });
}
