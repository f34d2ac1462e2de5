import type { ParameterName, SchemaName } from './components.ts';
import { ACCEPTED_EXAMPLE, REPORTS_EXAMPLE, STATUS_EXAMPLE } from './examples.ts';
import {
  errors,
  headers,
  json,
  MISSING,
  type PlainType,
  PUBLIC_ANSWER_HEADERS,
  plain,
} from './responses.ts';

const NOT_MODIFIED = {
  304: {
    description: 'The bytes that If-None-Match names are still the newest.',
    headers: PUBLIC_ANSWER_HEADERS,
  },
} as const;

function parameters(...names: readonly ParameterName[]) {
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

/** A file that is the same for everybody. */
function publicFile(summary: string, content: object, path: readonly ParameterName[], more = {}) {
  return {
    get: {
      summary,
      parameters: parameters(...path, 'ifNoneMatch'),
      responses: {
        200: {
          description: 'The same bytes for everybody.',
          headers: PUBLIC_ANSWER_HEADERS,
          content,
        },
        ...NOT_MODIFIED,
        ...more,
        ...errors('method-not-allowed'),
      },
    },
  };
}

const data = (summary: string, name: SchemaName, example?: unknown) =>
  publicFile(summary, json(name, example), []);

const file = (
  summary: string,
  type: PlainType,
  path: readonly ParameterName[] = [],
  more: object = path.includes('service') ? MISSING : {},
) => publicFile(summary, plain(type), path, more);

const moved = (summary: string, path: readonly ParameterName[]) => ({
  get: {
    summary,
    parameters: parameters(...path),
    responses: {
      308: { description: 'It stands elsewhere.', headers: headers('Location') },
      ...errors('method-not-allowed'),
    },
  },
});

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
const FOR_PROGRAMS = {
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

/** What people and search engines ask for, whatever the language. */
const ONCE = {
  '/sitemap.xml': file(
    'Every page, where the server knows its public address',
    'application/xml',
    [],
    MISSING,
  ),
  '/robots.txt': file('Everything may be read', 'text/plain'),
  '/icon.svg': file('The icon', 'image/svg+xml'),
  '/favicon.ico': moved('The icon, where old browsers look for it', []),
};

/** Pages, feed and pictures: `language` stands before each of them. */
function inLanguage(prefix: string, before: readonly ParameterName[]) {
  const service = [...before, 'service'] as const;
  const incident = [...service, 'incident'] as const;
  return {
    [`${prefix}/`]: file('Every service, trouble first', 'text/html', before),
    [`${prefix}/how`]: file('What is counted, and how sure it is', 'text/html', before),
    [`${prefix}/data`]: file('Files, feed, badges and examples', 'text/html', before),
    [`${prefix}/s/{service}`]: file('One service', 'text/html', service),
    [`${prefix}/s/{service}/incident/{incident}`]: file(
      'One incident of the last 90 days, ours beside the vendor’s',
      'text/html',
      incident,
    ),
    [`${prefix}/feed.atom`]: file('An entry for each incident', 'application/atom+xml', before),
    [`${prefix}/badge/{service}.svg`]: file('Name and state in words', 'image/svg+xml', service),
    [`${prefix}/preview.png`]: file('The picture of the first page', 'image/png', before),
    [`${prefix}/preview/{service}.png`]: file('The picture of a service', 'image/png', service),
    [`${prefix}/preview/{service}/incident/{incident}.png`]: file(
      'The picture of an incident',
      'image/png',
      incident,
    ),
  };
}

/** Every path that the server answers. */
export const PATHS = {
  ...FOR_PROGRAMS,
  ...inLanguage('', []),
  ...ONCE,
  '/{language}': moved('The first page in a language', ['language']),
  ...inLanguage('/{language}', ['language']),
};
