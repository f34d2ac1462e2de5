import { joinFragments } from '../lib/language/join.ts';
import type { PageKey } from '../lib/language/messages.ts';
import type { ServiceName } from '../lib/services/names.ts';
import type { Watching } from '../lib/status/view.ts';
import { usePageLanguage } from './page-language.ts';
import type { Actions } from './page-props.ts';
import { ServiceIcon } from './service-icon.tsx';
import { SharedHosts } from './shared-hosts.tsx';
import { WatchButton } from './watch-button.tsx';

interface Props {
  readonly service: ServiceName;
  readonly watching: Watching;
  readonly actions: Pick<Actions, 'allowHosts' | 'stopWatching'>;
}

const ALLOW: Readonly<Record<Watching['state'], PageKey>> = {
  default: 'watch.rest',
  on: 'watch.rest',
  lost: 'watch.again',
  off: 'watch.start',
};

/** One chatbot in the settings: whether it is watched, and what can be changed about it. */
export function ChatbotRow({ service, watching, actions }: Props) {
  const language = usePageLanguage();
  const { state, ask } = watching;
  const isPart = ask.length > 0 && (state === 'default' || state === 'on');
  const name = `name-${service.id}`;
  return (
    <li data-testid={`chatbot-${service.id}`} data-watching={state}>
      <ServiceIcon service={service} />
      <p>
        <strong id={name}>{service.name}</strong>{' '}
        <span class="soft">
          {joinFragments(language, [
            language.say(`watching.${state}`),
            isPart && language.say('watching.rest', { hosts: language.list(ask) }),
          ])}
        </span>
      </p>
      <span class="answers">
        {ask.length > 0 && (
          <WatchButton
            testId={`watch-${service.id}`}
            label={language.say(ALLOW[state])}
            failed={language.say('watch.refused')}
            about={name}
            onPress={() => actions.allowHosts(ask)}
          />
        )}
        {state === 'on' && (
          <WatchButton
            testId={`unwatch-${service.id}`}
            label={language.say('watch.stop')}
            failed={language.say('watch.kept')}
            about={name}
            onPress={() => actions.stopWatching(service.id)}
          />
        )}
      </span>
      <SharedHosts service={service} watching={watching} />
    </li>
  );
}
