import { type Site, sseEvent, wordsOf } from './site.ts';

/** A chatbot's site that has a page and nothing on it, for tests that need no more than its host. */
export function plainSite(host: string): Site {
  return {
    host,
    page: 'plain',
    endpointOf: (method) => (method === 'GET' ? 'document' : 'conversation'),
    bodies: {},
    streamWords: (text) => wordsOf(text).map((word) => sseEvent({ word })),
    streamEnd: sseEvent('[DONE]'),
    streamError: (message) => sseEvent({ error: message }),
  };
}
