import type { ServiceName } from '../lib/services/names.ts';
import type { Watching } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import type { Actions } from './page-props.ts';
import { SharedHosts } from './shared-hosts.tsx';
import { WatchButton } from './watch-button.tsx';

interface Props {
  readonly service: ServiceName;
  readonly watching: Watching;
  readonly onAllow: Actions['allowHosts'];
}

/** In a service's row: that it is not watched in this browser, and the way to change it. Nothing when it is. */
export function UnwatchedNote({ service, watching, onAllow }: Props) {
  const language = useLanguage();
  const { state, ask } = watching;
  if (state !== 'lost' && state !== 'off') return null;
  return (
    <>
      <p class="unwatched">
        <span>{language.say(`watching.${state}`)}</span>{' '}
        <WatchButton
          testId={`watch-${service.id}`}
          label={language.say(state === 'lost' ? 'watch.again' : 'watch.start')}
          failed={language.say('watch.refused')}
          about={`row-${service.id}`}
          onPress={() => onAllow(ask)}
        />
      </p>
      <SharedHosts service={service} watching={watching} />
    </>
  );
}
