import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';

const manifestSchema = z.looseObject({ background: z.object({ service_worker: z.string() }) });

export interface CountedCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Copies an extension and puts `count-events.js` before its background, which notes each start and each event there.
 * What runs in pages stays as it is. A debugger would count too, but keeps the background alive.
 * @param folder the unpacked extension
 */
export async function countedCopy(folder: string): Promise<CountedCopy> {
  const copy = await mkdtemp(join(tmpdir(), 'outcry-counted-'));
  await cp(folder, copy, { recursive: true });
  const file = join(copy, 'manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const original = manifest.background.service_worker;
  await cp(new URL('count-events.js', import.meta.url), join(copy, 'count-events.js'));
  await writeFile(
    join(copy, 'counted.js'),
    `importScripts('count-events.js', ${JSON.stringify(original)});\n`,
  );
  manifest.background = { service_worker: 'counted.js' };
  await writeFile(file, JSON.stringify(manifest));
  return { folder: copy, remove: () => rm(copy, { recursive: true, force: true }) };
}
