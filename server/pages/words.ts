import type { ServiceStatus } from '../../lib/protocol/status.ts';
import type { Feature, Kind, Level, Signal, State } from '../../lib/protocol/vocabulary.ts';

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

/** @returns what a one-click report names */
export function featureWord(feature: Feature): string {
  return FEATURE_WORD[feature];
}

/** @returns what failed and how, for example "answers: server errors" */
export function signalWord(signal: Signal): string {
  const [feature, kind] = signal.split('/') as [Feature, Kind];
  return `${FEATURE_WORD[feature]}: ${KIND_WORD[kind]}`;
}

/** What the vendor's own page says, as read by the server. */
export function officialSentence(vendor: string, { official }: ServiceStatus): string {
  if (official.checked === null) return 'not read yet';
  return official.state === 'unknown'
    ? `${vendor} says nothing`
    : `${vendor}: ${STATE_WORD[official.state]}`;
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** @returns a time as "3 February at 19:05 UTC" */
export function timeWords(iso: string): string {
  return `${TIME.format(new Date(iso))} UTC`;
}
