/** A batch as a browser sends it; the extension fills it up with `pad`. */
export const REPORTS_EXAMPLE = {
  v: 1,
  tag: '3q2-7wAAAAAAAAAAAAAAAA',
  seen: [
    {
      service: 'chatgpt',
      minute: 29_502_419,
      outcome: 'failed',
      signals: ['conversation/http-5xx'],
    },
  ],
  said: [{ service: 'chatgpt', minute: 29_502_420, feature: 'history' }],
  pad: '~~~~~~~~',
} as const;

export const ACCEPTED_EXAMPLE = { next: 60 } as const;

export const ERROR_EXAMPLE = {
  error: {
    code: 'invalid-body',
    message: 'The body does not fit the schema; see /v1/openapi.json.',
    path: 'seen.0.minute',
  },
} as const;

/** The status of one service; the real file has all of them. */
export const STATUS_EXAMPLE = {
  v: 1,
  at: '2026-02-03T19:48:06.120Z',
  services: {
    chatgpt: {
      state: 'outage',
      level: 'confirmed',
      since: '2026-02-03T19:31:00.000Z',
      tried: 214,
      failed: 133,
      share: [0.55, 0.69],
      signals: { 'conversation/http-5xx': 121 },
      said: { history: 17 },
      official: {
        state: 'degraded',
        since: '2026-02-03T19:47:00.000Z',
        url: 'https://status.openai.com',
        checked: '2026-02-03T19:48:02.000Z',
      },
      lead: 14,
    },
  },
} as const;
