import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import type { Actions } from './page-props.ts';

interface Props {
  readonly server: View['server'];
  readonly onAllow: Actions['allowServer'];
}

/** Says that the browser keeps Outcry from its server, and offers to change it. Nothing when all is well. */
export function ServerAccess({ server, onAllow }: Props) {
  const language = useLanguage();
  if (server.access) return null;
  return (
    <div class="note access">
      <p>{language.say('access.missing', { origin: server.origin })}</p>
      <button type="button" onClick={() => onAllow(server.origin)}>
        {language.say('access.allow')}
      </button>
    </div>
  );
}
