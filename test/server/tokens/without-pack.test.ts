import { afterAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';

const folder = temporaryFolder();
const running: ServerProcess[] = [];
afterAll(async () => {
  await Promise.all(running.map((server) => server.end('SIGKILL')));
  folder.dispose();
});

it.each([
  ['required', true],
  ['optional', false],
] as const)(
  'a server with tokens %s and no rule pack warns that nobody can get one: %s',
  async (tokens, warns) => {
    const server = await startServer({
      OUTCRY_DB: `${folder.path}/${tokens}/outcry.db`,
      OUTCRY_TOKENS: tokens,
    });
    running.push(server);
    expect(server.output().includes('tokens-unusable')).toBe(warns);
  },
);
