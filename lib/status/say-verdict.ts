import type { Language } from '../language/create-language.ts';
import type { Figures } from './figures.ts';
import type { Summary } from './summarise.ts';

/** The verdict in the reader's language: the answer itself, and what should be known beside it. */
export interface Verdict {
  readonly answer: string;
  readonly beside: readonly string[];
}

/** @param now milliseconds since the epoch: decides whether a time needs its day */
export function sayVerdict(summary: Summary, language: Language, now: number): Verdict {
  const { key, params, figures, also, until, shared } = summary;
  const lead = language.say(key, params);
  const beside = also.map((each) => language.say(each, params));
  if (until !== null)
    beside.unshift(language.say('limit.until', { time: language.time(until, now) }));
  if (shared.length > 0) {
    const services = language.list([params.service, ...shared]);
    beside.push(language.say('verdict.shared', { services }));
  }
  const answer = figures
    ? sayWithFigures(summary, figures, language, now)
    : language.say('verdict.plain', { lead });
  return { answer, beside };
}

function sayWithFigures(
  { key, params, state }: Summary,
  figures: Figures,
  language: Language,
  now: number,
): string {
  const { tried, since } = figures;
  const lead = language.say(key, params);
  if (since === null) {
    return language.say('verdict.quiet', { lead, part: sayFine(figures, language), count: tried });
  }
  const given = {
    lead,
    part: sayShare(figures, language),
    count: tried,
    time: language.time(since, now),
  };
  return language.say(state === 'recovering' ? 'verdict.recovering' : 'verdict.incident', given);
}

/** @returns the failing part: per cent, or the bare number when there are too few voices for one */
export function sayShare({ failed, share }: Figures, language: Language): string {
  return share === null ? language.number(failed) : language.percent(share);
}

/** The working part, rounded down: one failure among many is not "100%". */
function sayFine({ tried, failed, share }: Figures, language: Language): string {
  const fine = tried - failed;
  return share === null
    ? language.number(fine)
    : language.percent(Math.floor((fine * 100) / tried) / 100);
}
