import type { IncidentRow } from '../store/incident-row.ts';
import { featureWord, list, minutesWords, stateSentence, timeWords } from './words.ts';

/** What kind of incident it was, by the worst that it reached. */
export function incidentKind({ worst, level }: IncidentRow): string {
  if (worst === 'outage') return 'Outage';
  return level === 'confirmed' ? 'Partial failure' : 'Rising reports, never confirmed';
}

/** From when to when, in words. */
export function incidentSpan({ since, ended, end }: IncidentRow): string {
  if (ended === null) return `since about ${timeWords(since)}`;
  const length = minutesWords(Math.max(1, ended - since));
  return end === 'unseen'
    ? `from about ${timeWords(since)} until nobody was left to tell, at ${timeWords(ended)}`
    : `from about ${timeWords(since)} to ${timeWords(ended)} (${length})`;
}

/** How it stands, as a sentence without its full stop. */
export function incidentNow(incident: IncidentRow): string {
  const { ended, end, state, level } = incident;
  if (ended === null) return stateSentence(state, level);
  return end === 'unseen' ? 'Ended unseen: too few voices to tell' : 'Over';
}

/** What stood out, for example "mostly past conversations and signing in"; empty when nothing did. */
export function featuresWords({ features }: Pick<IncidentRow, 'features'>): string {
  if (features.length === 0) return '';
  return `mostly ${list(features.map(({ feature }) => featureWord(feature)))}`;
}

/** How bad it was at the worst, as far as that is certain. */
export function peakWords({ peak }: Pick<IncidentRow, 'peak'>): string {
  if (peak === null) return 'too few voices for a percentage';
  return `at least ${Math.round(peak * 100)} % of ten minutes’ voices`;
}

/** How bad it was at the worst and what failed, as a sentence. */
export function worstSentence(incident: IncidentRow): string {
  const features = featuresWords(incident);
  const rest = features === '' ? '.' : `, ${features}.`;
  return incident.peak === null
    ? `Too few voices for a percentage${rest}`
    : `At the worst ${peakWords(incident)} failed${rest}`;
}
