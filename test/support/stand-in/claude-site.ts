import { type Site, sseEvent, wordsOf } from './site.ts';

const organization = /^\/api\/organizations\/[^/]+\//;

/** claude.ai with its paths of 2026. */
export const claudeSite: Site = {
  host: 'claude.ai',
  page: 'claude',
  endpointOf(method, path) {
    if (path === '/api/bootstrap') return 'session';
    if (path === '/api/event_logging/batch') return 'telemetry';
    if (organization.test(path)) {
      const rest = path.replace(organization, '');
      if (rest === 'projects') return 'projects';
      if (rest === 'chat_conversations') return 'history';
      if (rest.endsWith('/completion') && method === 'POST') return 'conversation';
      if (rest.endsWith('/stop_response')) return 'stop';
    }
    return path === '/' || path === '/new' || path.startsWith('/chat/') ? 'document' : null;
  },
  bodies: {
    session: { account: { uuid: 'a-1', full_name: 'Ada' } },
    history: [
      { uuid: 'c-1', name: 'Why does my gateway time out?' },
      { uuid: 'c-2', name: 'Reading list' },
    ],
    projects: [{ uuid: 'p-1', name: 'Thesis' }],
    stop: {},
    telemetry: {},
  },
  streamWords(text) {
    const start = sseEvent(
      { type: 'message_start', message: { role: 'assistant' } },
      'message_start',
    );
    const deltas = wordsOf(text).map((word) =>
      sseEvent(
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: word } },
        'content_block_delta',
      ),
    );
    return [start, ...deltas];
  },
  streamEnd: sseEvent({ type: 'message_stop' }, 'message_stop'),
  streamError: (message) =>
    sseEvent({ type: 'error', error: { type: 'overloaded_error', message } }, 'error'),
};
