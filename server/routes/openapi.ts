import * as z from 'zod/mini';
import { errorSchema } from '../../lib/protocol/error.ts';
import { historySchema } from '../../lib/protocol/history.ts';
import { issuanceAnswerSchema, issuanceRequestSchema } from '../../lib/protocol/issuance.ts';
import { acceptedSchema, createReportsSchema } from '../../lib/protocol/reports.ts';
import { rulesFileSchema } from '../../lib/protocol/rules.ts';
import { statusSchema } from '../../lib/protocol/status.ts';
import { ERRORS } from '../http/error-codes.ts';
import type { Handler } from '../http/plain.ts';
import { PublicFile } from '../http/public-file.ts';
import { publicFileRoute } from './public-file.ts';

const CACHE_CONTROL = 'public, max-age=3600';

const json = (schema: z.ZodMiniType) => ({
  // Refinements, such as "an ok minute has no signals", have no JSON Schema and are left out.
  'application/json': { schema: z.toJSONSchema(schema, { unrepresentable: 'any' }) },
});

function errorResponses(statuses: readonly number[]) {
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = Object.entries(ERRORS).filter(([, [own]]) => own === status);
      const description = codes.map(([code, [, message]]) => `${code}: ${message}`).join(' ');
      return [status, { description, content: json(errorSchema) }];
    }),
  );
}

const get = (summary: string, description: string, schema: z.ZodMiniType) => ({
  get: {
    summary,
    responses: {
      200: { description, content: json(schema) },
      304: { description: 'The bytes named by If-None-Match are still the newest.' },
    },
  },
});

/** The wire as OpenAPI 3.1, made from the schemas that check it. */
export function openapiDocument(serviceIds: readonly string[]) {
  return {
    openapi: '3.1.0',
    info: { title: 'Outcry', version: '1', description: 'See docs/protocol.md.' },
    paths: {
      '/v1/reports': {
        post: {
          summary: 'Add one anonymous batch to the count',
          requestBody: { required: true, content: json(createReportsSchema(serviceIds)) },
          responses: {
            202: { description: 'Every voice in it is durable.', content: json(acceptedSchema) },
            ...errorResponses([400, 403, 405, 408, 413, 415, 429, 503]),
          },
        },
      },
      '/v1/tokens': {
        post: {
          summary: 'Have four blinded messages signed',
          requestBody: { required: true, content: json(issuanceRequestSchema) },
          responses: {
            200: {
              description: 'The blind signatures, or a puzzle to be solved first.',
              content: json(issuanceAnswerSchema),
            },
            ...errorResponses([400, 403, 404, 405, 408, 409, 413, 415, 429, 503]),
          },
        },
      },
      '/v1/status.json': get(
        'Everyone’s state of every service',
        'One file for all.',
        statusSchema,
      ),
      '/v1/history.json': get(
        '24 hours, 90 days, and the newest incidents',
        'One file for all.',
        historySchema,
      ),
      '/v1/rules.json': get(
        'The signed rule pack',
        'Ed25519 over "outcry-rules-v1", a zero byte and the bytes of the payload. Without a pack 404, past its end 410.',
        rulesFileSchema,
      ),
    },
  };
}

/** `GET /v1/openapi.json`. */
export function openapiRoute(serviceIds: readonly string[]): Handler {
  const file = new PublicFile({
    text: JSON.stringify(openapiDocument(serviceIds)),
    type: 'application/json',
    cacheControl: CACHE_CONTROL,
  });
  return publicFileRoute(() => file);
}
