import { setTimeout } from 'node:timers/promises';
import { quantile } from '../quantile.ts';
import type { ServerProcess } from './child.ts';
import { load } from './run.ts';

/** How many times the rate at full speed an overload is. */
const TIMES = 5;

const PEAK_SECONDS = 4;

/** Connections that the overload comes over: a crowd's, or those of the proxies before the server. */
const CROWD = 4_000;

const READ_EVERY_MS = 20;

export interface Overload {
  /** Requests a second that came due. */
  readonly offered: number;
  /** Of these so many found a connection free; the others were given up, as a full proxy does. */
  readonly sent: number;
  readonly goodput: number;
  readonly refused: number;
  /** Milliseconds from when a request was due that was taken. */
  readonly p50: number;
  readonly p99: number;
  /** Of reads of the status meanwhile. Milliseconds. */
  readonly statusP99: number;
  /** Reports a second at full speed, the mean of right before and right after. */
  readonly peak: number;
  /** Goodput against it. */
  readonly share: number;
  /** Of one core each: what the server and the generator had. */
  readonly serverCpu: number;
  readonly generatorCpu: number;
}

/** Reads the status now and then until it is told to stop. @returns the times it took, in milliseconds */
async function readStatus(port: number, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (!signal.aborted) {
    const started = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/v1/status.json`);
    await answer.arrayBuffer();
    if (answer.status === 200) times.push(performance.now() - started);
    await setTimeout(READ_EVERY_MS);
  }
  return times;
}

/** Sends five times what the server can take, and sees what it still does. */
export async function overloaded(server: ServerProcess, seconds: number): Promise<Overload> {
  const peakBefore = (await load(server, 'post', PEAK_SECONDS)).rate;
  const offered = Math.round(peakBefore * TIMES);
  const over = new AbortController();
  const reads = readStatus(server.port, over.signal);
  const before = server.cpuSeconds();
  const run = await load(server, 'post', seconds, {
    rate: offered,
    connections: CROWD,
    givesUp: true,
  });
  const used = server.cpuSeconds() - before;
  over.abort();
  const peak = (peakBefore + (await load(server, 'post', PEAK_SECONDS)).rate) / 2;
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  return {
    peak: Math.round(peak),
    offered,
    sent: Math.round(run.sent),
    goodput: Math.round(run.rate),
    refused: run.refused,
    p50: rounded(run.p50, 1),
    p99: rounded(run.p99, 1),
    statusP99: rounded(quantile(await reads, 0.99), 1),
    share: rounded(run.rate / peak, 2),
    serverCpu: rounded(used / run.seconds, 2),
    generatorCpu: rounded(run.cpu, 2),
  };
}
