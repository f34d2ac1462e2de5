import type { ServiceStatus } from '../../lib/protocol/status.ts';
import {
  FEATURES,
  type Feature,
  type Kind,
  type Level,
  msOf,
  type Signal,
  type State,
} from '../../lib/protocol/vocabulary.ts';

/** A state in a word or two, for places without room. */
export const STATE_WORD: Readonly<Record<State, string>> = {
  operational: 'working',
  degraded: 'partly failing',
  outage: 'outage',
  recovering: 'recovering',
  unknown: 'not enough voices',
};

/** A state and who stands behind it, as a sentence without its full stop. */
export function stateSentence(state: State, level: Level | null): string {
  switch (state) {
    case 'operational':
      return 'Working';
    case 'degraded':
      return level === 'confirmed' ? 'Partly failing for many people' : 'Reports are rising';
    case 'outage':
      return 'Outage: many people cannot use it';
    case 'recovering':
      return 'Recovering, not yet back to normal';
    case 'unknown':
      return 'Not enough voices to tell';
  }
}

const percent = (share: number): number => Math.round(share * 100);

const voices = (count: number): string =>
  count === 1 ? '1 voice' : `${count.toLocaleString('en')} voices`;

/** How many fail and how sure that is; without a percentage below ten voices. */
export function shareSentence({ share, tried, failed }: ServiceStatus): string {
  if (tried === 0) return 'Nobody spoke in the last 10 minutes.';
  const counted = `${voices(tried)} in the last 10 minutes`;
  if (share === null) return `${counted}, ${failed} of them failing: too few for a percentage.`;
  const [low, high] = share;
  return `About ${percent(failed / tried)} % fail (${percent(low)} to ${percent(high)} %, ${counted}).`;
}

const FEATURE_WORD: Readonly<Record<Feature, string>> = {
  page: 'the page itself',
  login: 'signing in',
  conversation: 'answers',
  history: 'past conversations',
  projects: 'projects',
  files: 'files',
  api: 'the API',
  other: 'something else',
};

const KIND_WORD: Readonly<Record<Kind, string>> = {
  'http-5xx': 'server errors',
  overloaded: 'over capacity',
  network: 'connection lost',
  stall: 'no answer comes',
  banner: 'an error message',
  'error-page': 'an error page',
};

/** What people said with one click, for example "118 people also pressed report: mostly answers"; empty when nobody did. */
export function saidSentence({ said }: ServiceStatus): string {
  const counts = FEATURES.map((feature) => [feature, said[feature] ?? 0] as const);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return '';
  const [most, count] = counts.reduce((a, b) => (b[1] > a[1] ? b : a));
  const people = total === 1 ? '1 person' : `${total.toLocaleString('en')} people`;
  if (total === count) return `${people} also pressed report: ${FEATURE_WORD[most]}.`;
  const mostly = count * 2 > total ? `: mostly ${FEATURE_WORD[most]}` : '';
  return `${people} also pressed report${mostly}.`;
}

/** @returns what a one-click report names */
export function featureWord(feature: Feature): string {
  return FEATURE_WORD[feature];
}

/** @returns what failed and how, for example "answers: server errors" */
export function signalWord(signal: Signal): string {
  const [feature, kind] = signal.split('/') as [Feature, Kind];
  return `${FEATURE_WORD[feature]}: ${KIND_WORD[kind]}`;
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

function dateOf(time: string | number): Date {
  return new Date(typeof time === 'number' ? msOf(time) : time);
}

/**
 * @param time ISO, or whole minutes since the epoch
 * @returns a time as "3 February at 19:05 UTC"
 */
export function timeWords(time: string | number): string {
  return `${TIME.format(dateOf(time))} UTC`;
}

/** @returns a time of the last day as "19:05 UTC" */
export function clockWords(time: string | number): string {
  return `${CLOCK.format(dateOf(time))} UTC`;
}

/** @returns a length of time as "1 minute", "95 minutes" or "26 hours" */
export function minutesWords(minutes: number): string {
  if (minutes >= 180) return `${Math.round(minutes / 60)} hours`;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

const LIST = new Intl.ListFormat('en');

/** @returns "a, b, and c" */
export function list(names: readonly string[]): string {
  return LIST.format(names);
}
