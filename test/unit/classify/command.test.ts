import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';

async function classify(input: string): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['tools/classify.ts']);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

const failed = {
  url: 'https://chatgpt.com/',
  requests: [
    { url: 'https://chatgpt.com/backend-api/f/conversation', method: 'POST', status: 503 },
  ],
};

describe('npm run classify', () => {
  it('answers each line in order, blank lines left out', async () => {
    const silent = {
      ...failed,
      html: null,
      requests: [{ url: '/backend-api/f/conversation', status: null, error: null }],
    };
    const lines = [failed, { url: 'https://example.com/' }, silent, { url: 'https://claude.ai/' }];
    const { code, out } = await classify(
      `${lines.map((line) => JSON.stringify(line)).join('\n\r\n')}\n`,
    );
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        service: 'chatgpt',
        observations: [{ feature: 'conversation', kind: 'http-5xx', cause: 'service' }],
      },
      { service: null, observations: [] },
      { service: 'chatgpt', observations: [] },
      { service: 'claude', observations: [] },
    ]);
    expect(code).toBe(0);
  });

  it.each([
    ['not JSON', '{"url":', 'not JSON'],
    [
      'a field of the wrong kind',
      '{"url":"https://claude.ai/","requests":[{"url":1}]}',
      'requests.0.url',
    ],
    ['a missing field', '{"html":"<p>x</p>"}', 'url'],
  ])('says where %s is, answers the other lines and fails', async (_name, line, word) => {
    const good = JSON.stringify(failed);
    const { code, out, err } = await classify(`${good}\n${line}\n${good}\n`);
    expect(code).toBe(1);
    const answers = out
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(answers).toHaveLength(3);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[1]).toMatchObject({ service: null, observations: [] });
    expect(answers[1].error.message).toMatch(/^line 2: /);
    expect(err).toContain(answers[1].error.message);
    expect(err).toContain(word);
    expect(err).not.toContain('    at ');
  });

  it('runs no script and fetches nothing', async () => {
    const html =
      '<script>document.body.innerHTML="<h1>Claude will return soon</h1>"</script><img src="http://127.0.0.1:9/x"><iframe src="http://127.0.0.1:9/"></iframe><p>Hello</p>';
    const { out } = await classify(JSON.stringify({ url: 'https://claude.ai/', html }));
    expect(JSON.parse(out)).toEqual({ service: 'claude', observations: [] });
  });
});
