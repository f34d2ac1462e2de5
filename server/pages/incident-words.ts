import type { IncidentRow } from '../store/incident-row.ts';
import type { PageLanguage } from './language/page-language.ts';
import type { Tone } from './tone.ts';
import { toneOf } from './tone.ts';
import { featureWord, stateSentence } from './words.ts';

/** What kind of incident it was, by the worst that it reached. */
export function incidentKind({ say }: PageLanguage, { worst, level }: IncidentRow): string {
  if (worst === 'outage') return say('incident.outage');
  return say(level === 'confirmed' ? 'incident.partial' : 'incident.rising');
}

/** The tone of the worst that an incident reached. */
export function incidentTone({ worst, level }: IncidentRow): Tone {
  return toneOf(worst, level);
}

/** From when to when, as a sentence. */
export function incidentSpan(language: PageLanguage, { since, ended, end }: IncidentRow): string {
  const { say, time, minutes } = language;
  if (ended === null) return say('incident.open', { from: time(since) });
  const length = minutes(Math.max(1, ended - since));
  const key = end === 'unseen' ? 'incident.unseen' : 'incident.closed';
  return say(key, { from: time(since), to: time(ended), length });
}

/** How it stands, as a sentence without its full stop. */
export function incidentNow(language: PageLanguage, incident: IncidentRow): string {
  const { ended, end, state, level } = incident;
  if (ended === null) return stateSentence(language, state, level);
  return language.say(end === 'unseen' ? 'incident.over-unseen' : 'incident.over');
}

function featureList(language: PageLanguage, { features }: Pick<IncidentRow, 'features'>): string {
  return language.list(features.map(({ feature }) => featureWord(language, feature)));
}

/** What stood out, for example "mostly past conversations and signing in"; empty when nothing did. */
export function featuresWords(
  language: PageLanguage,
  incident: Pick<IncidentRow, 'features'>,
): string {
  if (incident.features.length === 0) return '';
  return language.say('incident.mostly', { features: featureList(language, incident) });
}

/** How bad it was at the worst, as far as that is certain. */
export function peakWords(language: PageLanguage, { peak }: Pick<IncidentRow, 'peak'>): string {
  if (peak === null) return language.say('incident.peak.few');
  return language.say('incident.peak', { percent: language.percent(peak) });
}

/** How bad it was at the worst and what failed, as a sentence. */
export function worstSentence(language: PageLanguage, incident: IncidentRow): string {
  const { say } = language;
  const features = featureList(language, incident);
  if (incident.peak === null) {
    return features === ''
      ? say('incident.worst.few')
      : say('incident.worst.few-features', { features });
  }
  const peak = peakWords(language, incident);
  return features === ''
    ? say('incident.worst', { peak })
    : say('incident.worst.features', { peak, features });
}
