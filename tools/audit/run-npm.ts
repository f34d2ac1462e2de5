import { spawnSync } from 'node:child_process';

const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs npm in a folder: the one that runs this command, or else the one that is found.
 * @param timeoutMs after which it is ended
 * @returns its standard output; empty when there is no npm, or none in time
 */
export function runNpm(cwd: string, args: readonly string[], timeoutMs: number): string {
  const own = process.env.npm_execpath;
  const [command, first] = own === undefined ? ['npm', []] : [process.execPath, [own]];
  const options = { cwd, encoding: 'utf8', maxBuffer: MOST_OUTPUT_BYTES } as const;
  const quiet = [...first, ...args, '--loglevel=silent'];
  return spawnSync(command, quiet, { ...options, timeout: timeoutMs }).stdout ?? '';
}
