import * as z from 'zod/mini';
import { errorSchema } from '../../lib/protocol/error.ts';
import { historySchema } from '../../lib/protocol/history.ts';
import { issuanceAnswerSchema, issuanceRequestSchema } from '../../lib/protocol/issuance.ts';
import { acceptedSchema, createReportsSchema } from '../../lib/protocol/reports.ts';
import { rulesFileSchema } from '../../lib/protocol/rules.ts';
import { statusSchema } from '../../lib/protocol/status.ts';
import { NAMED_LANGUAGES } from '../pages/language/languages.ts';

/** The bodies that go over the wire, by the name that the document gives them. */
function schemas(serviceIds: readonly string[]) {
  return {
    Status: statusSchema,
    History: historySchema,
    Reports: createReportsSchema(serviceIds),
    Accepted: acceptedSchema,
    TokensRequest: issuanceRequestSchema,
    TokensAnswer: issuanceAnswerSchema,
    Rules: rulesFileSchema,
    Health: z.strictObject({ ok: z.literal(true) }),
    Error: errorSchema,
  };
}

export type SchemaName = keyof ReturnType<typeof schemas>;

/** What many answers have stands apart; everything else stands where it is used. */
const SHARED: readonly string[] = ['Error', 'Health'] satisfies SchemaName[];

export const SCHEMA_PREFIX = '#/components/schemas/';

const text = (description: string) => ({ description, schema: { type: 'string' } });

/** Headers that answers have, by the name that the document gives them. */
const HEADERS = {
  ETag: text('SHA-256 of the content in hex, quoted; with -gzip or -br when it is encoded.'),
  'Cache-Control': text('How long a browser and a shared cache may keep the answer.'),
  'Access-Control-Allow-Origin': text('Always *: any web page may read this.'),
  'Retry-After': text('Seconds to wait before the next try.'),
  Allow: text('The methods that this path takes.'),
  Location: text('Where it stands.'),
} as const;

export type HeaderName = keyof typeof HEADERS;

function parameters(serviceIds: readonly string[]) {
  const inPath = (name: string, description: string, schema: object, example: string) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema,
    example,
  });
  const tags = NAMED_LANGUAGES.map(({ tag }) => tag.toLowerCase());
  return {
    service: inPath(
      'service',
      'The id of a chatbot.',
      { type: 'string', enum: serviceIds },
      serviceIds[0] ?? '',
    ),
    incident: inPath(
      'incident',
      'The id of an incident, as the history has it.',
      { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}-\\d{4}$' },
      '2026-02-03-1932',
    ),
    language: inPath(
      'language',
      'The language of the texts; without it they are English.',
      { type: 'string', enum: tags },
      tags[0] ?? '',
    ),
    ifNoneMatch: {
      name: 'If-None-Match',
      in: 'header',
      description: 'ETags of what the reader holds.',
      schema: { type: 'string' },
    },
  };
}

export type ParameterName = keyof ReturnType<typeof parameters>;

/** @returns every schema as JSON Schema, made from those that check the wire */
export function jsonSchemas(serviceIds: readonly string[]): Readonly<Record<string, object>> {
  const made = Object.entries(schemas(serviceIds)).map(([name, schema]) => {
    // Refinements, such as "an ok minute has no signals", have no JSON Schema and are left out.
    const { $schema: _, ...content } = z.toJSONSchema(schema, { unrepresentable: 'any' });
    return [name, content] as const;
  });
  return Object.fromEntries(made);
}

/** Puts schemas that are used once in the places of the references to them. */
export function inPlace<Part>(part: Part, made: Readonly<Record<string, object>>): Part {
  return JSON.parse(JSON.stringify(part), (_, value: unknown) => {
    const reference = (value as { $ref?: unknown } | null)?.$ref;
    if (typeof reference !== 'string' || !reference.startsWith(SCHEMA_PREFIX)) return value;
    const name = reference.slice(SCHEMA_PREFIX.length);
    return SHARED.includes(name) ? value : made[name];
  }) as Part;
}

/** What several operations share. */
export function components(serviceIds: readonly string[], made: Readonly<Record<string, object>>) {
  return {
    schemas: Object.fromEntries(Object.entries(made).filter(([name]) => SHARED.includes(name))),
    headers: HEADERS,
    parameters: parameters(serviceIds),
  };
}
