import type { Feature, Reason } from '../protocol/vocabulary.ts';
import { commonPhrases } from '../services/common/common.ts';
import type { PhraseData } from '../services/notice-schema.ts';
import type { Service } from '../services/schema.ts';
import { isErrorPage, isSentence, sayingOf } from './error-page.ts';
import type { NoticeFact, Place } from './fact.ts';
import type { Evidence, Trouble } from './finding.ts';
import { judgeByWords, type Verdict as SaidVerdict } from './judge-by-words.ts';
import { says } from './lexicon.ts';
import { type NormalisedText, normalise } from './normalise.ts';
import { compilePhrases, matchesPhrase, type Phrase } from './phrase.ts';

type Verdict = SaidVerdict & {
  /** Its words are said everywhere, about many things. */
  readonly vague?: boolean;
};

const common = compilePhrases(commonPhrases);
const compiled = new WeakMap<Service, readonly Phrase[]>();

const FEATURE_OF_PLACE: Readonly<Record<Place, Feature>> = {
  turn: 'conversation',
  composer: 'conversation',
  answer: 'conversation',
  line: 'conversation',
  sidebar: 'history',
  toast: 'other',
  alert: 'other',
  dialog: 'other',
  page: 'page',
};

/**
 * Judges a text by its place, its marks, the phrases of the data and, where the markup vouches for it, by its words.
 * @returns null when it is no failure or says too little
 */
export function diagnoseNotice(fact: NoticeFact, service: Service): Trouble | null {
  const said = fact.place === 'page' ? { ...fact, text: sayingOf(fact.text) } : fact;
  const verdict = judge(said, normalise(said.text), service);
  if (!verdict) return null;
  const { cause, reason } = verdict;
  const feature = verdict.feature ?? FEATURE_OF_PLACE[fact.place];
  return {
    type: 'trouble',
    service: service.id,
    feature,
    kind: verdict.kind ?? (fact.place === 'page' ? 'error-page' : 'banner'),
    cause,
    ...(reason ? { reason } : {}),
    evidence: evidenceOf(fact),
    ...(verdict.weak || isVague(verdict, feature, fact) ? { weak: true } : {}),
    at: fact.at,
  };
}

/** Vague words, of nothing in particular, where apps say all sorts of things: with nothing else they need a second sign. */
function isVague({ vague }: Verdict, feature: Feature, { place, marks }: NoticeFact): boolean {
  const isMarked = marks.includes('error') || marks.includes('retry');
  const isFloating = place === 'toast' || place === 'alert';
  return vague === true && feature === 'other' && isFloating && !isMarked;
}

function evidenceOf({ place, marks }: NoticeFact): Evidence {
  if (place === 'page') return 'error-page';
  return marks.includes('error') ? 'error-box' : 'notice';
}

function judge(fact: NoticeFact, text: NormalisedText, service: Service): Verdict | null {
  if (fact.marks.includes('challenge')) return yours('challenge');
  if (fact.place === 'page' && says(text, 'filter')) return yours('blocked');
  const phrase = bestPhrase(fact, text, service);
  if (phrase) return phrase.cause === 'none' ? null : verdictOf(phrase, phrase.cause);
  if (fact.place === 'line' || fact.place === 'answer' || fact.marks.includes('success'))
    return null;
  const verdict = judgeByWords(fact);
  return verdict && verdict.cause !== 'you' ? { ...verdict, vague: true } : verdict;
}

function verdictOf(phrase: PhraseData, cause: Trouble['cause']): Verdict {
  const { feature, kind, reason, generic } = phrase;
  return {
    cause,
    ...(generic && cause !== 'you' ? { vague: true } : {}),
    ...(feature ? { feature } : {}),
    ...(kind ? { kind } : {}),
    ...(cause === 'you' ? { reason: reason ?? 'limit' } : {}),
  };
}

/** The user's own side wins, then the phrase that fixes most letters. */
function bestPhrase(
  { place, marks }: NoticeFact,
  text: NormalisedText,
  service: Service,
): PhraseData | null {
  const proves = place !== 'page' || isErrorPage(marks, text) || isSentence(marks, text);
  const matches = phrasesOf(service).filter(
    (phrase) => (proves || !phrase.means.generic) && matchesPhrase(text, phrase, place),
  );
  const own = matches.filter(({ means }) => means.cause === 'you');
  const rest = own.length > 0 ? own : matches;
  return rest.toSorted((a, b) => b.size - a.size)[0]?.means ?? null;
}

/** Its own before those of all services. */
function phrasesOf(service: Service): readonly Phrase[] {
  const known = compiled.get(service);
  if (known) return known;
  const { phrases: own = [], without } = service;
  const others = common.filter(({ text }) => !without?.phrases.includes(text));
  const phrases = [...compilePhrases(own), ...others];
  compiled.set(service, phrases);
  return phrases;
}

function yours(reason: Reason): Verdict {
  return { cause: 'you', reason };
}
