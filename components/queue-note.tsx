import type { View } from '../lib/status/view.ts';
import { usePageLanguage } from './page-language.ts';

/** What still waits, and what grew too old to be sent. Nothing when there is neither. */
export function QueueNote({ queue }: { readonly queue: View['queue'] }) {
  const language = usePageLanguage();
  const { waiting, droppedToday } = queue;
  if (waiting === 0 && droppedToday === 0) return null;
  return (
    <p>
      {waiting > 0 && language.say('options.queue.waiting', { count: waiting })}{' '}
      {droppedToday > 0 && language.say('options.queue.dropped', { count: droppedToday })}
    </p>
  );
}
