import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ServerProcess } from './child.ts';
import type { LoadPlan, LoadResult } from './load.ts';

/** As many browsers, or connections of a proxy, at once. */
const CONNECTIONS = 512;

export interface Run extends LoadResult {
  /** Requests answered as wanted per second. */
  readonly rate: number;
  /** Processor time of the server per answer, refusals included. Microseconds. */
  readonly serverMicros: number;
}

/**
 * Lets a generator in a process of its own load a server.
 * @param how at which rate, over how many connections; without a rate as many as are answered
 */
export async function load(
  server: ServerProcess,
  kind: LoadPlan['kind'],
  seconds: number,
  how: Pick<LoadPlan, 'rate' | 'givesUp' | 'minute'> & { readonly connections?: number } = {},
): Promise<Run> {
  const generator = fork(new URL('load.ts', import.meta.url));
  const plan: LoadPlan = {
    port: server.port,
    kind,
    path: kind === 'post' ? '/v1/reports' : '/v1/status.json',
    connections: CONNECTIONS,
    seconds,
    service: 'chatgpt',
    ...how,
  };
  const before = server.cpuSeconds();
  generator.send(plan);
  const [result] = (await once(generator, 'message')) as [LoadResult];
  const gone = once(generator, 'exit');
  generator.kill();
  await gone;
  const used = server.cpuSeconds() - before;
  return {
    ...result,
    rate: result.answered / result.seconds,
    serverMicros: (used / (result.answered + result.refused)) * 1e6,
  };
}
