import { joinFragments } from '../lib/language/join.ts';
import type { ServiceName } from '../lib/services/names.ts';
import type { Crowd } from '../lib/status/crowd.ts';
import { useLanguage } from './language-context.ts';

interface Props {
  readonly service: ServiceName;
  readonly crowd: Crowd;
  readonly now: number;
}

/** What the vendor's own status page says, and the way there. It never repaints what people say. */
export function OfficialWord({ service, crowd, now }: Props) {
  const language = useLanguage();
  const official = crowd.condition === 'stale' ? undefined : crowd.status?.official;
  const { vendor, statusPage } = service;
  const parts = [language.say(wordOf(official))];
  if (official && official.state !== 'unknown' && official.since !== null) {
    parts.push(
      language.say('state.since', { time: language.time(Date.parse(official.since), now) }),
    );
  }
  const lead = crowd.status?.lead ?? 0;
  if (lead > 0) parts.push(language.say('official.lead', { count: lead }));
  return (
    <p class="official">
      <a href={statusPage} target="_blank" rel="noreferrer">
        {language.say('official.link', { vendor })}
      </a>{' '}
      · {joinFragments(language, parts)}
    </p>
  );
}

function wordOf(official: NonNullable<Crowd['status']>['official'] | undefined) {
  if (!official || (official.state === 'unknown' && official.checked === null)) {
    return 'official.unread' as const;
  }
  return official.state === 'unknown'
    ? 'official.unreadable'
    : (`official.${official.state}` as const);
}
