import { setTimeout } from 'node:timers/promises';
import { type ServiceStatus, statusSchema } from '../../lib/protocol/status.ts';

const EVERY_MS = 500;

/**
 * Reads the public status file twice a second and tells each change of a service's state or level.
 * @returns when the signal aborts; rejects when the server's file does not fit its own schema
 */
export async function watchStatus(
  origin: string,
  service: string,
  onChange: (status: ServiceStatus) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let before = '';
  while (!signal.aborted) {
    const answer = await fetch(`${origin}/v1/status.json`);
    const status = statusSchema.parse(await answer.json()).services[service];
    const now = `${status?.state}/${status?.level}`;
    if (status && now !== before) {
      before = now;
      await onChange(status);
    }
    await setTimeout(EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
