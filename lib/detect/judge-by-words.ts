import type { Feature, Kind, Reason } from '../protocol/vocabulary.ts';
import { headline, isErrorPage } from './error-page.ts';
import type { NoticeFact, Place } from './fact.ts';
import type { Trouble } from './finding.ts';
import { says, weightOf } from './lexicon.ts';
import { type NormalisedText, normalise } from './normalise.ts';

/** What a text tells: whose fault, and of what where it says so. */
export type Verdict = Pick<Trouble, 'cause' | 'reason' | 'weak'> & {
  readonly feature?: Feature;
  readonly kind?: Kind;
};

/** A text that words may judge; longer ones say too many things. Normalised characters. */
const MAX_LENGTH = 400;

/** The user's side; of two that are equally sure the earlier. */
const YOURS = ['challenge', 'limit', 'policy', 'signed-out', 'blocked', 'offline'] as const;

/** What may be told with the words of a limit. */
const THEIRS = ['capacity', 'outage', 'timeout'] as const;

/** Marks of a text that reports something which does not work. */
const TROUBLED = ['error', 'retry', 'warning'] as const;

/** A wrong input is often told with these words too. */
const UNSURE: ReadonlySet<Reason> = new Set(['policy', 'signed-out', 'blocked']);

const SUBJECTS = [
  ['about-files', 'files'],
  ['about-history', 'history'],
  ['about-projects', 'projects'],
  ['about-login', 'login'],
  ['about-conversation', 'conversation'],
] as const;

/**
 * Judges a text that no phrase knows by its words, as far as the markup vouches for it.
 * @returns null when it is no failure or says too little
 */
export function judgeByWords({ place, marks, text }: NoticeFact): Verdict | null {
  const page = place === 'page';
  const whole = normalise(page ? text : withoutQuotes(text));
  if (page && says(whole, 'captive')) return { cause: 'you', reason: 'captive' };
  const said = page ? headline(whole) : whole;
  if (said.plain === '' || said.plain.length > MAX_LENGTH || says(said, 'fine')) return null;
  if (asksFirst(place, text)) return null;
  const failure = says(said, 'failure') || says(said, 'timeout');
  const capacity = says(said, 'capacity');
  const theirs = capacity || says(said, 'outage');
  const isTroubled = page || failure || theirs || TROUBLED.some((mark) => marks.includes(mark));
  const reason = reasonOf(said, page, isTroubled);
  const works = !page && !failure && !theirs && says(said, 'success');
  if (works && reason !== 'limit' && reason !== 'challenge') return null;
  if (reason === 'offline' && theirs) return { cause: 'unclear', kind: 'network' };
  const proves = !page || failure || theirs || isErrorPage(marks, whole);
  // A page of the app that merely asks to sign in or speaks of limits reports no trouble.
  if (reason) return proves || reason === 'challenge' ? { cause: 'you', reason } : null;
  if (says(said, 'harmless') || (page && !isErrorPage(marks, whole))) return null;
  // A plan's advertisement speaks of limits too.
  const isError = failure || TROUBLED.some((mark) => marks.includes(mark));
  if (isError && !theirs && says(said, 'some-limit')) return { cause: 'you', reason: 'limit' };
  if (!theirs && says(said, 'network')) return { cause: 'unclear', kind: 'network' };
  const about = subjectOf(said, place);
  if (theirs) {
    return { cause: 'service', ...(capacity && !page ? { kind: 'overloaded' } : {}), ...about };
  }
  if (failure) {
    const isTheirs = vouchesFor(place, marks) || (place === 'dialog' && says(said, 'retry'));
    return { cause: isTheirs ? 'service' : 'unclear', ...about };
  }
  // An error that one is told to try again is most likely a failure, in whatever words.
  if (marks.includes('error') && says(said, 'retry')) {
    return { cause: 'service', weak: true, ...about };
  }
  // The same box carries failures, limits and refusals: in an unknown language it proves only that there is one.
  return marks.includes('error') && (place === 'turn' || marks.includes('retry'))
    ? { cause: 'unclear' }
    : null;
}

/** The surest reason on the user's side, if it is surer than what speaks for another reading. */
function reasonOf(
  text: NormalisedText,
  page: boolean,
  isTroubled: boolean,
): (typeof YOURS)[number] | null {
  const weights = YOURS.map((meaning) => [meaning, weightOf(text, meaning, !isTroubled)] as const);
  const [reason, weight] = weights.reduce((best, next) => (next[1] > best[1] ? next : best));
  if (weight === 0) return null;
  if (reason === 'limit') {
    const others = Math.max(...THEIRS.map((meaning) => weightOf(text, meaning)));
    // Of a whole page that speaks of limits and of capacity the limits are the service's own.
    return others > (page ? 0 : weight) ? null : reason;
  }
  return UNSURE.has(reason) && weightOf(text, 'harmless') > weight ? null : reason;
}

/** What the app quotes are names of files and chats, and searches: not its own words. */
function withoutQuotes(text: string): string {
  return text.replace(/“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|"[^"]*"/g, ' ');
}

/** A dialog that begins with a question wants to be sure of what its reader does. */
function asksFirst(place: Place, text: string): boolean {
  return place === 'dialog' && /^[^\n]*[?？؟;]\s*(?:\n|$)/u.test(text.trim());
}

/** Places that float above the app say what they speak of in words only. */
function subjectOf(text: NormalisedText, place: Place): Pick<Verdict, 'feature'> {
  if (place !== 'toast' && place !== 'alert' && place !== 'dialog') return {};
  let best: Pick<Verdict, 'feature'> = {};
  let longest = 0;
  for (const [meaning, feature] of SUBJECTS) {
    const weight = weightOf(text, meaning);
    if (weight <= longest) continue;
    longest = weight;
    best = { feature };
  }
  return best;
}

/** Whether failures, and little else, are said in such a place. */
function vouchesFor(place: Place, marks: NoticeFact['marks']): boolean {
  if (marks.includes('error') || marks.includes('retry')) return true;
  if (marks.includes('warning')) return false;
  return place !== 'turn' && place !== 'composer' && place !== 'dialog';
}
