import { type Site, sseEvent, wordsOf } from './site.ts';

/** chatgpt.com with its paths of 2026. */
export const chatgptSite: Site = {
  host: 'chatgpt.com',
  page: 'chatgpt',
  endpointOf(method, path) {
    if (path === '/api/auth/session') return 'session';
    if (path === '/backend-api/conversations') return 'history';
    if (path.startsWith('/backend-api/gizmos/')) return 'projects';
    if (path === '/backend-api/f/conversation' && method === 'POST') return 'conversation';
    if (path === '/backend-api/stop_conversation') return 'stop';
    if (path.startsWith('/ces/v1/')) return 'telemetry';
    return path === '/' || path.startsWith('/c/') ? 'document' : null;
  },
  bodies: {
    session: { user: { id: 'user-1', name: 'Ada' }, expires: '2099-01-01T00:00:00.000Z' },
    history: {
      items: [
        { id: 'c-1', title: 'Fixing 504 Gateway Time-out in nginx' },
        { id: 'c-2', title: 'Holiday in Lisbon' },
      ],
      total: 2,
    },
    projects: { items: [{ id: 'g-p-1', title: 'Thesis' }] },
    stop: { status: 'ok' },
    telemetry: { success: true },
  },
  streamWords(text) {
    const words = wordsOf(text);
    return words.map((_, index) =>
      sseEvent({
        message: {
          author: { role: 'assistant' },
          content: { content_type: 'text', parts: [words.slice(0, index + 1).join('')] },
        },
        error: null,
      }),
    );
  },
  streamEnd: sseEvent('[DONE]'),
  streamError: (message) => sseEvent({ message: null, error: message }),
};
