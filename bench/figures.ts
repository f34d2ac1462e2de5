import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const results = new URL('results/', import.meta.url);
const readme = new URL('../README.md', import.meta.url);

/** README's figures stand between these lines. */
const BEGIN = '<!-- figures: made by npm run bench -->\n';
const END = '<!-- end of figures -->';

const sizeSchema = z.object({
  rows: z.array(
    z.object({ what: z.string(), browser: z.string(), bytes: z.number(), limit: z.number() }),
  ),
});
const latencySchema = z.object({
  rows: z.record(
    z.string(),
    z.object({ median: z.number(), p90: z.number(), rounds: z.number(), goal: z.number() }),
  ),
});
const serverSchema = z.object({
  ratios: z.record(z.enum(['post', 'get']), z.object({ ratio: z.number(), goal: z.number() })),
});

function read<T>(name: string, schema: z.ZodMiniType<T>): T {
  return schema.parse(JSON.parse(readFileSync(new URL(`${name}.json`, results), 'utf8')));
}

/** @returns README's table of figures as the files in `bench/results` have them */
export function figuresTable(): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const latency = Object.entries(read('latency', latencySchema).rows).map(
    ([browser, { median, p90, rounds, goal }]) =>
      `| failed response received → badge changed, ${browser} | median ${median} ms, p90 ${p90} ms (${rounds} rounds) | < ${goal} ms | \`latency\` |`,
  );
  const sizes = read('size', sizeSchema)
    .rows.filter(({ browser }) => browser === 'chrome')
    .map(
      ({ what, bytes, limit }) =>
        `| ${what} | ${kilobytes(bytes)} | ≤ ${kilobytes(limit)} | \`size\` |`,
    );
  const { post, get } = read('server', serverSchema).ratios;
  const rows = [
    ...latency,
    ...sizes,
    `| \`POST /v1/reports\` on SQLite, against a bare \`node:http\` server that parses the same body | ${post.ratio} × | ≥ ${post.goal} × | \`server\` |`,
    `| \`GET /v1/status.json\`, against a bare \`node:http\` server | ${get.ratio} × | ≥ ${get.goal} × | \`server\` |`,
  ];
  return [
    '| what | measured | goal | `npm run bench` |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** @returns the README with the present figures in it */
export function readmeWithFigures(): string {
  const text = readFileSync(readme, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error('README.md has no place for figures');
  return `${before}${BEGIN}\n${figuresTable()}\n${END}${after}`;
}
