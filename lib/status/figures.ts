import { type Crowd, isIncident, MIN_VOICES_FOR_PERCENT } from './crowd.ts';

/** The numbers behind a sentence about everyone: voices of the last 10 minutes. */
export interface Figures {
  readonly tried: number;
  readonly failed: number;
  /** 0 to 1; null when there are too few voices for a percentage. */
  readonly share: number | null;
  /** When the incident began, milliseconds since the epoch; null outside incidents. */
  readonly since: number | null;
}

/** @returns the numbers behind a known state, or null when nobody tried in the last 10 minutes */
export function figuresOf({ condition, status }: Crowd): Figures | null {
  if (!status || status.tried === 0) return null;
  const { tried, failed, since } = status;
  const incident = isIncident(condition) || condition === 'recovering';
  return {
    tried,
    failed: Math.min(failed, tried),
    share: tried < MIN_VOICES_FOR_PERCENT ? null : Math.min(1, failed / tried),
    since: incident && since !== null ? Date.parse(since) : null,
  };
}
