import type { ServiceName } from '../lib/services/names.ts';
import type { View } from '../lib/status/view.ts';
import { ChatbotRow } from './chatbot-row.tsx';
import type { Actions } from './page-props.ts';

interface Props {
  readonly watching: NonNullable<View['watching']>;
  readonly services: readonly ServiceName[];
  readonly actions: Pick<Actions, 'allowHosts' | 'stopWatching'>;
}

/** Every chatbot that Outcry knows, those watched from the start first. */
export function ChatbotList({ watching, services, actions }: Props) {
  const isCore = ({ id }: ServiceName) => /^(default|lost)$/.test(watching[id]?.state ?? '');
  const inOrder = [...services.filter(isCore), ...services.filter((each) => !isCore(each))];
  return (
    <ul class="chatbots">
      {inOrder.map((service) => {
        const own = watching[service.id];
        return (
          own && <ChatbotRow key={service.id} service={service} watching={own} actions={actions} />
        );
      })}
    </ul>
  );
}
