/** What a chatbot's page asks its server for. `document` is the page itself. */
export const ENDPOINTS = [
  'document',
  'session',
  'history',
  'projects',
  'conversation',
  'stop',
  'telemetry',
] as const;

export type Endpoint = (typeof ENDPOINTS)[number];

/**
 * How an endpoint answers. `stalled`: the request is taken and never answered. `reset`: the connection is reset
 * before an answer. `cut`: the answer begins, then the connection breaks. With `text`, the conversation streams
 * these words; with `hold`, the stream then stays open. With `error`, the stream carries an error in-band.
 */
export type Answer =
  | 'ok'
  | 'stalled'
  | 'reset'
  | 'cut'
  | {
      readonly status: number;
      readonly body?: string | object;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly text: string; readonly hold?: boolean }
  | { readonly error: string };

/** The endpoints that do not simply work. */
export type Scenario = Partial<Record<Endpoint, Answer>>;
