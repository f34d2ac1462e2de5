import { type Crowd, isIncident } from './crowd.ts';
import { type OwnCondition, ownOf } from './own.ts';
import { type Tone, toneOfCrowd } from './tone.ts';
import type { View } from './view.ts';

/** What one of the three says of a service: this browser, everyone, the vendor. */
export interface Side<Word> {
  readonly word: Word;
  readonly tone: Tone;
  /** What the time is of: when it happened or was seen, since when it lasts, or when it was read. */
  readonly time: 'at' | 'since' | 'read' | null;
  /** Milliseconds since the epoch; null when there is none to tell. */
  readonly at: number | null;
}

/** How the vendor's own word is said. */
export type OfficialWord =
  | 'operational'
  | 'degraded'
  | 'outage'
  | 'recovering'
  | 'still-fine'
  | 'unread'
  | 'unreadable';

const YOUR_TONES: Readonly<Partial<Record<OwnCondition, Tone>>> = {
  fine: 'good',
  recovered: 'good',
  idle: 'unknown',
  lost: 'unknown',
  off: 'unknown',
};

/** @returns how this browser fares with a service */
export function yourSide(view: View, service: string, now: number): Side<OwnCondition> {
  const { condition, event, okAt } = ownOf(view, service, now);
  const tone = YOUR_TONES[condition] ?? 'yours';
  const isFine = condition === 'fine' || condition === 'recovered';
  const at = isFine ? okAt : tone === 'yours' ? (event?.lastAt ?? null) : null;
  return { word: condition, tone, time: at === null ? null : 'at', at };
}

/** @returns what everyone's count says */
export function everyonesSide(view: View | null, crowd: Crowd): Side<Crowd['condition']> {
  const { condition, state, status } = crowd;
  const tone = toneOfCrowd(condition, state);
  const since = isIncident(condition) || condition === 'recovering' ? status?.since : null;
  if (since) return { word: condition, tone, time: 'since', at: Date.parse(since) };
  const readAt = view?.status?.fetchedAt ?? null;
  return { word: condition, tone, time: readAt === null ? null : 'read', at: readAt };
}

/** @returns what the vendor's own page says, as the server read it; beside an incident that it does not admit, that it still says so */
export function officialSide(crowd: Crowd): Side<OfficialWord> {
  const official = crowd.condition === 'stale' ? undefined : crowd.status?.official;
  const checked = official?.checked ? Date.parse(official.checked) : null;
  if (!official || official.state === 'unknown') {
    return {
      word: checked === null ? 'unread' : 'unreadable',
      tone: 'unknown',
      time: null,
      at: null,
    };
  }
  const isSilent = official.state === 'operational' && isIncident(crowd.condition);
  const word = isSilent ? 'still-fine' : official.state;
  const tone = toneOfCrowd('operational', official.state);
  if (official.state !== 'operational' && official.since !== null) {
    return { word, tone, time: 'since', at: Date.parse(official.since) };
  }
  return { word, tone, time: checked === null ? null : 'read', at: checked };
}
