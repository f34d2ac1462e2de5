import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  challengeSchema,
  ISSUANCE_BYTES,
  issuanceAnswerSchema,
  issuanceRequestSchema,
  TOKENS_PER_REQUEST,
} from '../../../lib/protocol/issuance.ts';
import {
  COUNTED_PER_NETWORK,
  MOST_PER_SECOND,
  REQUESTS_PER_NETWORK,
} from '../../../server/tokens/issuer.ts';
import { TOKEN_EVENTS } from '../../../server/tokens/token-events.ts';
import { CALM_REQUESTS } from '../../../server/tokens/tries-for.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), 'utf8');
const protocol = read('protocol');
const example = (name: string) =>
  JSON.parse(new RegExp(`\`\`\`json ${name}\\n([\\s\\S]*?)\`\`\``).exec(protocol)?.[1] ?? 'null');

describe('docs/protocol.md', () => {
  it('shows a puzzle as it is sent, and all fields of a request', () => {
    const { challenge } = issuanceAnswerSchema.parse(example('challenge')) as {
      challenge: unknown;
    };
    expect(challengeSchema.parse(challenge)).toEqual(challenge);
    const fields = Object.keys(issuanceRequestSchema.shape);
    expect(Object.keys(example('tokens'))).toEqual(fields);
    expect(example('tokens').blinded).toHaveLength(2);
  });

  it.each([
    ['the size of a request', ISSUANCE_BYTES.toLocaleString('en')],
    ['messages of a request', TOKENS_PER_REQUEST === 4 ? 'always signs four messages' : '?'],
    ['requests of one network', `| ${REQUESTS_PER_NETWORK} at once, then one in 90 seconds |`],
    ['requests in a second', `| ${MOST_PER_SECOND} a second |`],
    ['requests of a calm minute', `Above ${CALM_REQUESTS} requests a minute`],
    ['requests of a network that count', `one network makes ${COUNTED_PER_NETWORK} at most`],
  ])('says %s as it is', (_, words) => {
    expect(protocol).toContain(words);
  });
});

describe('docs/operating.md', () => {
  it.each(TOKEN_EVENTS)('says what the event "%s" of the metric means', (event) => {
    const [line] = /^\| `outcry_tokens_total.*$/m.exec(read('operating')) ?? [''];
    expect(line).toContain(`\`${event}\``);
  });
});
