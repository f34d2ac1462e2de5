import type { Language } from '../language/create-language.ts';
import { joinSentences } from '../language/join.ts';
import type { Key } from '../language/messages.ts';
import type { ServiceName } from '../services/names.ts';
import type { LeadKey } from './leads.ts';
import { usedServices } from './pick-service.ts';
import { sayVerdict } from './say-verdict.ts';
import { type Summary, summarise } from './summarise.ts';
import type { View } from './view.ts';

/** What the toolbar button shows. */
export interface Badge {
  /** As narrow as three capitals, to be understood without the colour; empty when there is nothing to say. */
  readonly text: string;
  /** The colour behind the text, dark enough for white letters. */
  readonly color: string;
  /** The tooltip: the whole sentence. */
  readonly title: string;
}

type Mark = readonly [Extract<Key, `badge.${string}`>, string];

const OUTAGE: Mark = ['badge.outage', '#b3261e'];
const DEGRADED: Mark = ['badge.degraded', '#9a3d00'];
const SUSPECTED: Mark = ['badge.suspected', '#7a5500'];
const RECOVERING: Mark = ['badge.recovering', '#1f5fa8'];
const OWN = '#5b3fb0';
const YOURS = '#4a5160';

/** Words that are absent here leave the badge empty: good news needs no mark. */
const MARKS: Readonly<Partial<Record<LeadKey, Mark>>> = {
  'lead.outage': OUTAGE,
  'lead.outage.you-too': OUTAGE,
  'lead.outage.not-you': OUTAGE,
  'lead.degraded': DEGRADED,
  'lead.degraded.you-too': DEGRADED,
  'lead.degraded.not-you': DEGRADED,
  'lead.suspected': SUSPECTED,
  'lead.suspected.you-too': SUSPECTED,
  'lead.suspected.not-you': SUSPECTED,
  'lead.recovering': RECOVERING,
  'lead.recovering.again': RECOVERING,
  'lead.recovering.fine': RECOVERING,
  'lead.recovering.not-you': RECOVERING,
  'lead.lost': ['badge.lost', YOURS],
  'lead.only-you': ['badge.only-you', OWN],
  'lead.your-tab': ['badge.your-tab', OWN],
  'lead.unclear': ['badge.unclear', OWN],
  'lead.you.offline': ['badge.offline', YOURS],
  'lead.you.blocked': ['badge.blocked', YOURS],
  'lead.you.captive': ['badge.captive', YOURS],
  'lead.you.challenge': ['badge.challenge', YOURS],
  'lead.you.limit': ['badge.limit', YOURS],
  'lead.you.policy': ['badge.policy', YOURS],
  'lead.you.signed-out': ['badge.signed-out', YOURS],
};

/**
 * The badge speaks of the active tab's service; if that has nothing to say, of the worst one that this browser
 * used in the last 24 hours.
 * @param now milliseconds since the epoch
 */
export function badgeFor(
  view: View,
  services: readonly Pick<ServiceName, 'id' | 'name' | 'vendor'>[],
  now: number,
  language: Language,
): Badge {
  const used = usedServices(view, services, now);
  const summaries = used.map(({ id }) => summarise(view, services, now, id));
  const speaking = summaries.find(({ key }) => key in MARKS);
  const summary = speaking ?? summaries[0];
  const [text, color] = MARKS[summary?.key ?? 'lead.nothing-used'] ?? [null, YOURS];
  return { text: text ? language.say(text) : '', color, title: titleOf(summary, language, now) };
}

function titleOf(summary: Summary | undefined, language: Language, now: number): string {
  if (!summary) return language.say('badge.title.quiet');
  const { answer, beside } = sayVerdict(summary, language, now);
  return language.say('badge.title', { sentence: joinSentences(language, [answer, ...beside]) });
}
