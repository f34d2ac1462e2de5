import type { ParameterName, SchemaName } from './components.ts';
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
export function publicFile(
  summary: string,
  content: object,
  path: readonly ParameterName[],
  more = {},
) {
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

/** JSON of a documented schema. */
export const data = (summary: string, name: SchemaName, example?: unknown) =>
  publicFile(summary, json(name, example), []);

/** A file whose form is a standard of its own. */
export const file = (
  summary: string,
  type: PlainType,
  path: readonly ParameterName[] = [],
  more: object = path.includes('service') ? MISSING : {},
) => publicFile(summary, plain(type), path, more);

/** A path that sends on. */
export const moved = (summary: string, path: readonly ParameterName[]) => ({
  get: {
    summary,
    parameters: parameters(...path),
    responses: {
      308: { description: 'It stands elsewhere.', headers: headers('Location') },
      ...errors('method-not-allowed'),
    },
  },
});
