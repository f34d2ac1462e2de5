import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type * as z from 'zod/mini';

/** Where benchmarks write what they measured, ends with a slash. */
export const RESULTS_FOLDER = fileURLToPath(new URL('results/', import.meta.url));

/** @returns when and where a benchmark runs, for the record */
export function thisRun() {
  return { at: new Date().toISOString(), node: process.version, cores: cpus().length };
}

/** Writes `bench/results/<name>.json`. */
export function writeResultFile(name: string, result: object): void {
  writeFileSync(`${RESULTS_FOLDER}${name}.json`, `${JSON.stringify(result, null, 2)}\n`);
}

/** @throws Error when the benchmark has not been run, or wrote another form */
export function readResultFile<T>(name: string, schema: z.ZodMiniType<T>): T {
  return schema.parse(JSON.parse(readFileSync(`${RESULTS_FOLDER}${name}.json`, 'utf8')));
}
