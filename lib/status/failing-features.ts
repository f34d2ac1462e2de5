import type { ServiceStatus } from '../protocol/status.ts';
import type { Feature } from '../protocol/vocabulary.ts';
import { FEATURES } from '../protocol/words.ts';
import { type Crowd, isIncident, MIN_VOICES_FOR_PERCENT } from './crowd.ts';

/** More would be a list to read, not an answer. */
const MAX_FEATURES = 3;

/** A smaller share is what fails on any day. */
const MIN_SHARE = 0.02;

/** One feature that fails, and for which share of those who tried the service. */
export interface FailingFeature {
  readonly feature: Feature;
  readonly share: number;
}

/** @returns what fails in an incident, most first; nothing when there is none or too few voices to tell */
export function failingFeatures({ condition, status }: Crowd): readonly FailingFeature[] {
  const isTold = isIncident(condition) || condition === 'recovering';
  if (!isTold || !status || status.tried < MIN_VOICES_FOR_PERCENT) return [];
  return FEATURES.map((feature) => ({ feature, share: shareOf(status, feature) }))
    .filter(({ share }) => share >= MIN_SHARE)
    .sort((a, b) => b.share - a.share)
    .slice(0, MAX_FEATURES);
}

/** A voice may have seen a feature fail in several ways, so the commonest way alone is counted: at least this share. */
function shareOf({ signals, tried }: ServiceStatus, feature: Feature): number {
  const counts = Object.entries(signals).map(([signal, count]) =>
    signal.startsWith(`${feature}/`) ? count : 0,
  );
  return Math.min(1, Math.max(0, ...counts) / tried);
}
