import type { Language } from '../language/create-language.ts';
import { joinSentences } from '../language/join.ts';
import { QUARTER_MS, type Strips } from './strips.ts';

/** @returns a service's last 24 hours in words: the worst of them, and that gaps are gaps */
export function sayStrip(
  strips: Strips | null,
  service: string,
  language: Language,
  now: number,
): string {
  const quarters = strips?.services[service];
  if (!strips || !quarters) return language.say('strip.none');
  const worst = quarters.reduce(
    (best, quarter, index) =>
      (quarter?.[0] ?? 0) > best.percent ? { percent: quarter?.[0] ?? 0, index } : best,
    { percent: 0, index: 0 },
  );
  const part = language.percent(worst.percent / 100);
  const time = language.time(strips.start + worst.index * QUARTER_MS, now);
  const said =
    worst.percent > 0 ? language.say('strip.worst', { part, time }) : language.say('strip.calm');
  return joinSentences(language, [said, quarters.includes(null) && language.say('strip.gaps')]);
}
