import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Service, serviceSchema } from '../../lib/services/schema.ts';

/**
 * @param root a project's folder
 * @returns its services in order of id
 * @throws Error naming the file that does not fit the schema
 */
export function readFolder(root: string): readonly Service[] {
  const folder = join(root, 'lib/services');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const parsed = serviceSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      throw new Error(`lib/services/${name}: ${issue?.path.join('.')}: ${issue?.message}`);
    });
}
