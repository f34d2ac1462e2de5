import { beforeAll, describe, expect, it } from 'vitest';
// Only the large zod makes schemas of JSON Schema; nothing that ships imports it.
import { fromJSONSchema } from 'zod';
import { errorSchema } from '../../lib/protocol/error.ts';
import { incidentId } from '../../server/judge/incident-of.ts';
import { openapiDocument } from '../../server/routes/openapi.ts';
import { batch, failed, post } from './support/batches.ts';
import { live } from './support/crowd.ts';
import { createTestServer, type TestServer } from './support/test-server.ts';

interface Reference {
  readonly $ref?: string;
}
interface Body {
  readonly schema?: Reference & { readonly type?: string };
}
interface Documented {
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly content?: Readonly<Record<string, Body>>;
}
interface Operation {
  readonly summary: string;
  readonly parameters?: readonly Reference[];
  readonly responses: Readonly<Record<string, Documented>>;
}
type Method = 'get' | 'post';

let server: TestServer;

const { paths, components } = openapiDocument(createTestServer().serviceIds);
const operations = Object.entries(paths).flatMap(([path, own]) =>
  Object.entries(own as unknown as Record<Method, Operation>).map(
    ([method, operation]) => [method as Method, path, operation] as const,
  ),
);
const gets = operations
  .filter(([method]) => method === 'get')
  .map(([, path, operation]) => [path, operation] as const);

/** Where a path leads with every part of it filled in. */
function filled(path: string): string {
  const [incident] = server.chronicle.incidents();
  return path
    .replace('{language}', 'fr')
    .replace('{service}', 'chatgpt')
    .replace('{incident}', incidentId(incident?.opened ?? 0));
}

/** A path as the document writes it, of one as Hono does. */
function template(path: string): string {
  return path.replaceAll(
    /:(\w+)(\{[^}]*?(\.(?:svg|png))?\})?/g,
    (_all, name, _pattern, ending = '') =>
      name === 'id' ? `{service}${ending}` : `{${name}}${ending}`,
  );
}

/** A body's schema, wherever it stands; null for a form that is a standard of its own. */
function schemaOf(body: Body | undefined): object | null {
  const { schema } = body ?? {};
  if (schema === undefined || schema.type === 'string') return null;
  if (schema.$ref === undefined) return schema;
  const found = components.schemas[schema.$ref.replace('#/components/schemas/', '')];
  if (found === undefined) throw new Error(`${schema.$ref} is nowhere`);
  return found;
}

/** What the document says of an answer's status, headers, type and body is so. */
async function conforms(operation: Operation, answer: Response): Promise<void> {
  const documented = operation.responses[answer.status];
  expect(documented, `${answer.status} of "${operation.summary}"`).toBeDefined();
  for (const name of Object.keys(documented?.headers ?? {})) {
    expect(answer.headers.get(name), name).not.toBeNull();
  }
  const types = Object.keys(documented?.content ?? {});
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (types.length === 0) expect(await answer.text()).toBe('');
  else expect(types).toContain(type);
  const schema = schemaOf(documented?.content?.[type]);
  if (schema === null) return;
  const body: unknown = await answer.json();
  const parsed = fromJSONSchema(schema as Parameters<typeof fromJSONSchema>[0]).safeParse(body);
  expect(parsed.error?.issues.slice(0, 3) ?? []).toEqual([]);
}

beforeAll(async () => {
  server = createTestServer({ originOf: () => 'https://outcry.example' });
  await live(server, 3, { failing: 40 });
  await server.archive.update();
});

describe('the document', () => {
  it('has every route of the server, and no other', () => {
    const routes = server.app.routes
      .filter(({ method, path }) => ['GET', 'POST'].includes(method) && !path.endsWith('*'))
      .map(({ method, path }) => `${method} ${template(path)}`);
    const documented = operations.map(([method, path]) => `${method.toUpperCase()} ${path}`);
    expect(documented.toSorted()).toEqual([...new Set(routes)].toSorted());
  });

  it('refers only to what it has', () => {
    const text = JSON.stringify(paths);
    const references = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
    const known = components as unknown as Record<string, Record<string, unknown>>;
    expect(references.length).toBeGreaterThan(100);
    const missing = references.filter(([, kind = '', name = '']) => !(name in (known[kind] ?? {})));
    expect(missing).toEqual([]);
  });

  it('has examples that fit their schemas', () => {
    const examples = operations.flatMap(([, , operation]) => {
      const { responses, requestBody } = operation as Operation & { requestBody?: Documented };
      const bodies = [...Object.values(responses), requestBody ?? {}].flatMap((each) =>
        Object.values(each.content ?? {}),
      );
      return bodies.filter((body): body is Body & { example: unknown } => 'example' in body);
    });
    expect(examples.length).toBeGreaterThan(4);
    for (const { example, ...body } of examples) {
      const schema = schemaOf(body) as Parameters<typeof fromJSONSchema>[0];
      expect(fromJSONSchema(schema).safeParse(example).error).toBeUndefined();
    }
  });

  it('is the one that the server gives', async () => {
    const given = await (await server.request('/v1/openapi.json')).json();
    expect(given).toEqual(JSON.parse(JSON.stringify(openapiDocument(server.serviceIds))));
  });
});

describe('a documented path', () => {
  it.each(gets)('GET %s answers as documented', async (path, operation) => {
    const answer = await server.request(filled(path));
    expect([200, 308, 404]).toContain(answer.status);
    if (answer.status === 404) expect(path).toBe('/v1/rules.json');
    await conforms(operation, answer);
  });

  it.each(gets)('HEAD %s answers with the same headers and no body', async (path) => {
    const [head, get] = await Promise.all([
      server.request(filled(path), { method: 'HEAD' }),
      server.request(filled(path)),
    ]);
    expect(head.status).toBe(get.status);
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers));
    expect(await head.text()).toBe('');
  });

  it.each(gets.filter(([, { responses }]) => '304' in responses))(
    '%s is not sent again to who has it',
    async (path, operation) => {
      const etag = (await server.request(filled(path))).headers.get('etag');
      if (path === '/v1/rules.json') return expect(etag).toBeNull();
      const again = await server.request(filled(path), {
        headers: { 'If-None-Match': etag ?? '' },
      });
      expect(again.status).toBe(304);
      await conforms(operation, again);
    },
  );

  it.each(operations)('%s %s refuses other methods as documented', async (_, path, operation) => {
    const answer = await server.request(filled(path), { method: 'DELETE' });
    expect(answer.status).toBe(405);
    await conforms(operation, answer);
  });

  it.each(gets.filter(([path]) => path.includes('{service}')))(
    '%s answers as documented for what is not there',
    async (path, operation) => {
      const wrong = filled(path.replace('{service}', 'unheard-of'));
      for (const accept of ['*/*', 'text/html,*/*']) {
        const answer = await server.request(wrong, { headers: { accept } });
        expect(answer.status).toBe(404);
        await conforms(operation, answer);
      }
    },
  );

  it.each(gets.filter(([, { responses }]) => '304' in responses))(
    '%s may be read from any web page, after a preflight too',
    async (path) => {
      const asked = await server.request(filled(path), { method: 'OPTIONS' });
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-origin')).toBe('*');
      expect(asked.headers.get('access-control-allow-headers')).toBe('If-None-Match');
    },
  );
});

describe('POST /v1/reports', () => {
  const operation = paths['/v1/reports'].post as unknown as Operation;
  const valid = () => batch('a', { seen: [failed(server.minute())] });

  it.each([
    ['a batch', 202, () => post(valid())],
    ['no JSON', 400, () => post('{')],
    ['what is no batch', 400, () => post({ v: 1 })],
    ['another site', 403, () => post(valid(), { 'sec-fetch-site': 'cross-site' })],
    ['a long body', 413, () => post(`"${'x'.repeat(5_000)}"`)],
    ['another type', 415, () => post(valid(), { 'content-type': 'text/plain' })],
  ] as const)('answers %s with a documented %i', async (_, status, request) => {
    const answer = await server.request('/v1/reports', request());
    expect(answer.status).toBe(status);
    await conforms(operation, answer);
  });

  it('answers a flood from one network with a documented 429', async () => {
    const answers = await Promise.all(
      Array.from({ length: 320 }, () =>
        server.requestFrom('198.51.100.9', '/v1/reports', post(batch('a'))),
      ),
    );
    const refused = answers.find(({ status }) => status === 429);
    if (refused === undefined) throw new Error('none was refused');
    await conforms(operation, refused);
  });
});

describe('POST /v1/tokens', () => {
  it('answers as documented where no tokens are issued', async () => {
    const answer = await server.request('/v1/tokens', post({}));
    expect(answer.status).toBe(404);
    errorSchema.parse(await answer.clone().json());
    await conforms(paths['/v1/tokens'].post as unknown as Operation, answer);
  });
});
