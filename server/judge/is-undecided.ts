import type { ServiceStatus } from '../../lib/protocol/status.ts';

/**
 * Whether more voices would soon decide what is said of a service: some fail but too few speak, an incident is
 * only suspected, or one may be over.
 * @param status undefined for a service that nothing is said of
 */
export function isUndecided(
  status: Pick<ServiceStatus, 'state' | 'level' | 'failed'> | undefined,
): boolean {
  if (status === undefined) return false;
  const { state, level, failed } = status;
  return level === 'suspected' || state === 'recovering' || (state === 'unknown' && failed > 0);
}
