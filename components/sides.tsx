import type { ComponentChildren } from 'preact';
import type { Language } from '../lib/language/create-language.ts';
import { joinFragments } from '../lib/language/join.ts';
import type { ServiceName } from '../lib/services/names.ts';
import { crowdOf } from '../lib/status/crowd.ts';
import { everyonesSide, officialSide, type Side, yourSide } from '../lib/status/sides.ts';
import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import { ToneMark } from './tone-mark.tsx';

interface Props {
  readonly view: View;
  readonly service: ServiceName;
  readonly now: number;
}

/** You, everyone and the vendor side by side, each with its time: where they differ, it is seen at a glance. */
export function Sides({ view, service, now }: Props) {
  const language = useLanguage();
  const crowd = crowdOf(view, service.id, now);
  const you = yourSide(view, service.id, now);
  const everyone = everyonesSide(view, crowd);
  const official = officialSide(crowd);
  const lead = crowd.status?.lead ?? 0;
  const column = (title: string, side: Side<string>, word: ComponentChildren, more?: string) => (
    <div class={`tone-${side.tone}`}>
      <dt>{title}</dt>
      <dd>
        <ToneMark tone={side.tone} /> {word}
      </dd>
      <dd class="soft">{joinFragments(language, [sayTime(side, language, now), more])}</dd>
    </div>
  );
  return (
    <dl class="sides" aria-label={language.say('side.label')}>
      {column(language.say('side.you'), you, language.say(`you.${you.word}`))}
      {column(language.say('side.everyone'), everyone, language.say(`state.${everyone.word}`))}
      {column(
        language.say('side.official', { vendor: service.vendor }),
        official,
        <a href={service.statusPage} target="_blank" rel="noreferrer">
          {language.say(`official.${official.word}`)}
        </a>,
        lead > 0 ? language.say('official.lead', { count: lead }) : undefined,
      )}
    </dl>
  );
}

function sayTime({ time, at }: Side<string>, language: Language, now: number): string | null {
  if (time === null || at === null) return null;
  const given = { time: language.time(at, now) };
  return language.say(time === 'since' ? 'state.since' : `side.${time}`, given);
}
