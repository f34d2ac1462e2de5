import { ACCEPTED_EXAMPLE, REPORTS_EXAMPLE, STATUS_EXAMPLE } from './examples.ts';
import { data, file, publicFile } from './operations.ts';
import { errors, json, plain } from './responses.ts';

const FOR_REPORTS = [
  'invalid-json',
  'invalid-utf8',
  'invalid-body',
  'bad-request',
  'cross-site',
  'token-needed',
  'token-expired',
  'token-invalid',
  'token-spent',
  'method-not-allowed',
  'timeout',
  'too-large',
  'unsupported-type',
  'too-many',
  'headers-too-large',
  'busy',
  'unavailable',
] as const;

const FOR_TOKENS = [
  'invalid-json',
  'invalid-utf8',
  'invalid-body',
  'bad-request',
  'cross-site',
  'not-found',
  'method-not-allowed',
  'timeout',
  'unknown-key',
  'too-large',
  'unsupported-type',
  'too-many',
  'headers-too-large',
  'busy',
  'unavailable',
] as const;

/** What programs ask for. */
export const PROGRAM_PATHS = {
  '/v1/reports': {
    post: {
      summary: 'Add one anonymous batch to the count',
      requestBody: { required: true, content: json('Reports', REPORTS_EXAMPLE) },
      responses: {
        202: {
          description: 'Every voice in it is durable.',
          content: json('Accepted', ACCEPTED_EXAMPLE),
        },
        ...errors(...FOR_REPORTS),
      },
    },
  },
  '/v1/tokens': {
    post: {
      summary: 'Have four blinded messages signed',
      requestBody: { required: true, content: json('TokensRequest') },
      responses: {
        200: {
          description: 'The blind signatures, or a puzzle to be solved first.',
          content: json('TokensAnswer'),
        },
        ...errors(...FOR_TOKENS),
      },
    },
  },
  '/v1/status.json': data('Everyone’s state of every service', 'Status', STATUS_EXAMPLE),
  '/v1/history.json': data('24 hours, 90 days, and the newest incidents', 'History'),
  '/v1/history.csv': file('The periods of the history as a table', 'text/csv'),
  '/v1/incidents.csv': file('The newest incidents as a table', 'text/csv'),
  '/v1/rules.json': publicFile(
    'The signed rule pack: Ed25519 over "outcry-rules-v1", a zero byte and the bytes of the payload',
    json('Rules'),
    [],
    errors('not-found', 'expired'),
  ),
  '/v1/openapi.json': publicFile('This document', { 'application/json': {} }, []),
  '/healthz': {
    get: {
      summary: 'The process runs',
      responses: {
        200: { description: 'It does.', content: json('Health') },
        ...errors('method-not-allowed'),
      },
    },
  },
  '/readyz': {
    get: {
      summary: 'The store answers, and the server is not about to stop',
      responses: {
        200: { description: 'It does.', content: json('Health') },
        ...errors('method-not-allowed', 'unavailable'),
      },
    },
  },
  '/metrics': {
    get: {
      summary: 'For a collector on the same machine; to anyone else there is nothing',
      responses: {
        200: { description: 'Prometheus’ text format.', content: plain('text/plain') },
        ...errors('not-found', 'method-not-allowed'),
      },
    },
  },
};
