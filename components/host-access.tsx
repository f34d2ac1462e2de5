import type { ServiceName } from '../lib/services/names.ts';
import { isUsed } from '../lib/status/own.ts';
import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import type { Actions } from './page-props.ts';
import { SharedHosts } from './shared-hosts.tsx';
import { WatchButton } from './watch-button.tsx';

interface Props {
  readonly view: View;
  readonly service: ServiceName;
  readonly now: number;
  readonly onAllow: Actions['allowHosts'];
}

/** Says that the browser keeps Outcry from a chatbot that this reader uses, and offers to change it. */
export function HostAccess({ view, service, now, onAllow }: Props) {
  const language = useLanguage();
  const watching = view.watching?.[service.id];
  if (watching?.state !== 'lost' && watching?.state !== 'off') return null;
  const isInUse = view.active === service.id || isUsed(view, service.id, now);
  if (watching.state === 'off' && !isInUse) return null;
  const { state, ask } = watching;
  return (
    <div class="note access">
      <p id="access">
        {language.say(`watch.${state}`, { service: service.name, hosts: language.list(ask) })}
      </p>
      <SharedHosts service={service} watching={watching} />
      <WatchButton
        testId="allow-watching"
        label={language.say(state === 'lost' ? 'watch.again' : 'watch.start')}
        failed={language.say('watch.refused')}
        about="access"
        onPress={() => onAllow(ask)}
      />
    </div>
  );
}
