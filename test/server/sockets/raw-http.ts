import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { errorSchema } from '../../../lib/protocol/error.ts';

/** The head of a report, without its length and without the empty line. */
export const HEAD = 'POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

/** Sends raw bytes and gives back everything up to the end of the connection, or the first whole answer. */
export async function exchange(
  port: number,
  parts: readonly (string | Buffer)[],
  until: 'answer' | 'end' = 'answer',
): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  const done = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      text += chunk;
      if (until === 'answer' && /\r\n\r\n[\s\S]*\}$/.test(text)) resolve();
    });
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
  });
  for (const part of parts) socket.write(part);
  await done;
  socket.destroy();
  return text;
}

/** One chunk of a body that comes in chunks. */
export const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

/** The statuses of all answers in a text. */
export const statusesIn = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));

/** The first answer is an error with a body as all errors have, and locked down like all answers. */
export function expectError(text: string, status: number, code: string): void {
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(errorSchema.parse(JSON.parse(body)).error.code).toBe(code);
  expect(head).toMatch(/\r\nX-Content-Type-Options: nosniff/i);
  expect(head).toMatch(/\r\nContent-Security-Policy: default-src 'none'/i);
}
