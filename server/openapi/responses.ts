import { ERRORS, type ErrorCode } from '../http/error-codes.ts';
import { type HeaderName, SCHEMA_PREFIX, type SchemaName } from './components.ts';
import { ERROR_EXAMPLE } from './examples.ts';

/** A media type that is documented without a schema: its form is a standard of its own. */
export type PlainType =
  | 'text/html'
  | 'text/csv'
  | 'text/plain'
  | 'application/atom+xml'
  | 'application/xml'
  | 'image/svg+xml'
  | 'image/png';

const TEXT = { schema: { type: 'string' } } as const;

/** @returns a JSON body of a documented schema */
export function json(name: SchemaName, example?: unknown) {
  const schema = { $ref: `${SCHEMA_PREFIX}${name}` };
  return { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
}

/** @returns a body of a standard form */
export function plain(type: PlainType) {
  return { [type]: type === 'image/png' ? {} : TEXT };
}

/** @returns references to documented headers */
export function headers(...names: readonly HeaderName[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** What every answer for everybody has. */
export const PUBLIC_ANSWER_HEADERS = headers(
  'ETag',
  'Cache-Control',
  'Access-Control-Allow-Origin',
);

const MORE_HEADERS: Readonly<Record<number, readonly HeaderName[]>> = {
  405: ['Allow'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** @returns answers for some statuses, each with all codes that it may have */
export function errors(...codes: readonly ErrorCode[]) {
  const statuses = [...new Set(codes.map((code) => ERRORS[code][0]))];
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter((code) => ERRORS[code][0] === status);
      const description = own.map((code) => `${code}: ${ERRORS[code][1]}`).join(' ');
      const more = MORE_HEADERS[status];
      const example = ERRORS[ERROR_EXAMPLE.error.code][0] === status ? ERROR_EXAMPLE : undefined;
      return [
        status,
        {
          description,
          ...(more === undefined ? {} : { headers: headers(...more) }),
          content: json('Error', example),
        },
      ];
    }),
  );
}

/** Where people ask for a page that is not there, they get a page. */
export const MISSING = {
  404: {
    description: `not-found: ${ERRORS['not-found'][1]} As HTML for who accepts that.`,
    content: { ...json('Error'), ...plain('text/html') },
  },
} as const;
