import type { ServiceStatus } from '../../lib/protocol/status.ts';
import {
  FEATURES,
  type Feature,
  type Kind,
  type Level,
  type Signal,
  type State,
} from '../../lib/protocol/vocabulary.ts';
import type { PageLanguage } from './language/page-language.ts';
import { toneOf } from './tone.ts';

/** A state in a word or two, for places without room. */
export function stateWord({ say }: PageLanguage, state: State): string {
  return say(`state.${state}`);
}

/** A state and who stands behind it, as a sentence without its full stop. */
export function stateSentence({ say }: PageLanguage, state: State, level: Level | null): string {
  return say(`says.${toneOf(state, level)}`);
}

/** How many fail and how sure that is; without a percentage below ten voices. */
export function shareSentence(language: PageLanguage, own: ServiceStatus): string {
  const { say } = language;
  const { share, tried, failed } = own;
  if (tried === 0) return say('share.nobody');
  if (share === null) return say('share.few', { count: tried, failed });
  const percent = language.percent(failed / tried);
  return say('share.full', { count: tried, percent, range: language.percentRange(...share) });
}

/** @returns what a one-click report names */
export function featureWord({ say }: PageLanguage, feature: Feature): string {
  return say(`feature.${feature}`);
}

/** @returns what failed and how, for example "answers: server errors" */
export function signalWord(language: PageLanguage, signal: Signal): string {
  const [feature, kind] = signal.split('/') as [Feature, Kind];
  const { say } = language;
  return say('signal', { feature: featureWord(language, feature), kind: say(`kind.${kind}`) });
}

/** What people said with one click, for example "118 people also pressed report: mostly answers."; empty when nobody did. */
export function saidSentence(language: PageLanguage, { said }: ServiceStatus): string {
  const counts = FEATURES.map((feature) => [feature, said[feature] ?? 0] as const);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return '';
  const [most, count] = counts.reduce((a, b) => (b[1] > a[1] ? b : a));
  const key = total === count ? 'same' : count * 2 > total ? 'mostly' : 'mixed';
  return language.say(`said.${key}`, { count: total, feature: featureWord(language, most) });
}
