import type { CDPSession, Page } from 'puppeteer-core';
import { HOST } from './chat-site.ts';
import { type Profiled, readProfile } from './read-profile.ts';
import { CATEGORIES, readTrace, type Tasks } from './read-trace.ts';

/** Time between two looks of the profiler. Microseconds. */
const SAMPLING_US = 200;

/** What a page's main thread did between start and stop: milliseconds on the processor, and bytes. */
export interface Reading extends Tasks {
  readonly scriptMs: number;
  readonly taskMs: number;
  /** JavaScript's heap after collecting garbage. */
  readonly heapBytes: number;
  /** Null when nothing was profiled. */
  readonly profiled: Profiled | null;
}

/**
 * Starts measuring a page.
 * @param profiled whether to ask the profiler whose code is running; it takes too much memory for minutes of idling
 * @returns a function that stops and tells
 */
export async function startMeter(page: Page, profiled: boolean): Promise<() => Promise<Reading>> {
  const client = await page.createCDPSession();
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await metricsOf(client);
  if (profiled) {
    await client.send('Profiler.enable');
    await client.send('Profiler.setSamplingInterval', { interval: SAMPLING_US });
    await client.send('Profiler.start');
  }
  await page.tracing.start({ categories: CATEGORIES });
  return async () => {
    const trace = await page.tracing.stop();
    const profile = profiled ? (await client.send('Profiler.stop')).profile : null;
    const after = await metricsOf(client);
    await client.send('HeapProfiler.collectGarbage');
    const { heapBytes } = await metricsOf(client);
    await client.detach();
    return {
      scriptMs: after.scriptMs - before.scriptMs,
      taskMs: after.taskMs - before.taskMs,
      heapBytes,
      profiled: profile && readProfile(profile),
      ...readTrace(new TextDecoder().decode(trace), HOST),
    };
  };
}

async function metricsOf(client: CDPSession) {
  const { metrics } = await client.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    scriptMs: value('ScriptDuration') * 1_000,
    taskMs: value('TaskDuration') * 1_000,
    heapBytes: value('JSHeapUsedSize'),
  };
}
