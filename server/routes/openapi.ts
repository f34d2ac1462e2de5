import type { Handler } from '../http/plain.ts';
import { PublicFile } from '../http/public-file.ts';
import { components, inPlace, jsonSchemas } from '../openapi/components.ts';
import { PATHS } from '../openapi/paths.ts';
import { publicFileRoute } from './public-file.ts';

const CACHE_CONTROL = 'public, max-age=3600';

const DESCRIPTION =
  'Whether AI chatbots work, by the count of anonymous voices. Reading needs no key and is open to any web page. HEAD works wherever GET does. More in docs/protocol.md.';

/** The wire as OpenAPI 3.1, made from the schemas that check it. */
export function openapiDocument(serviceIds: readonly string[]) {
  const schemas = jsonSchemas(serviceIds);
  return {
    openapi: '3.1.0',
    info: { title: 'Outcry', version: '1', description: DESCRIPTION },
    paths: inPlace(PATHS, schemas),
    components: components(serviceIds, schemas),
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
