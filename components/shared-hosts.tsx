import type { ServiceName } from '../lib/services/names.ts';
import type { Watching } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';

interface Props {
  readonly service: ServiceName;
  readonly watching: Watching;
}

/** To be read before the browser asks for a whole host that is shared with other things. Nothing where there is none. */
export function SharedHosts({ service, watching }: Props) {
  const language = useLanguage();
  const { ask, only = [] } = watching;
  if (only.length === 0) return null;
  return (
    <p class="soft">
      {language.say('watch.shared', {
        service: service.name,
        hosts: language.list(ask),
        places: language.list(only),
      })}
    </p>
  );
}
