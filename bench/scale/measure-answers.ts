import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { statusSchema } from '../../lib/protocol/status.ts';
import { startServer } from '../../test/server/support/server-process.ts';
import { writeLivelyDay } from '../../test/support/write-lively-day.ts';
import { RESULTS_FOLDER } from '../result-files.ts';

export const ENCODINGS = ['identity', 'gzip', 'br'] as const;

/** Bytes of an answer by encoding, and of its head. */
export interface AnswerBytes {
  readonly head: number;
  readonly body: Readonly<Record<(typeof ENCODINGS)[number], number>>;
}

/** What is read, by the word that stands for it in the document. */
export const FILES = {
  status: '/v1/status.json',
  history: '/v1/history.json',
  home: '/',
  service: '/s/chatgpt',
} as const;

export type FileName = keyof typeof FILES;

/** Sizes of what everybody reads, on a day when one chatbot is down. */
export interface AnswerSizes {
  readonly files: Readonly<Record<FileName, AnswerBytes>>;
  readonly services: number;
}

async function read(url: string, encoding: string): Promise<{ head: number; body: number }> {
  const asked = request(url, { headers: { 'accept-encoding': encoding } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let body = 0;
  answer.on('data', (chunk: Buffer) => {
    body += chunk.length;
  });
  await once(answer, 'end');
  const names = answer.rawHeaders.filter((_, index) => index % 2 === 0);
  const lines = names.map((name, index) => `${name}: ${answer.rawHeaders[2 * index + 1]}\r\n`);
  return { head: `HTTP/1.1 200 OK\r\n${lines.join('')}\r\n`.length, body };
}

/** Asks a real server, on a lively day, for what everybody reads. */
export async function measureAnswers(now: number): Promise<AnswerSizes> {
  const folder = mkdtempSync(join(RESULTS_FOLDER, '.scale-'));
  const path = join(folder, 'outcry.db');
  await writeLivelyDay(path, now);
  const server = await startServer({ OUTCRY_DB: path });
  try {
    const sizes = async (file: string): Promise<AnswerBytes> => {
      const answers = await Promise.all(
        ENCODINGS.map((encoding) => read(`${server.url}${file}`, encoding)),
      );
      const body = Object.fromEntries(
        ENCODINGS.map((encoding, index) => [encoding, answers[index]?.body ?? 0]),
      ) as AnswerBytes['body'];
      return { head: answers[0]?.head ?? 0, body };
    };
    const files = Object.fromEntries(
      await Promise.all(
        Object.entries(FILES).map(async ([name, file]) => [name, await sizes(file)] as const),
      ),
    ) as Record<FileName, AnswerBytes>;
    const status = statusSchema.parse(await (await fetch(`${server.url}${FILES.status}`)).json());
    return { files, services: Object.keys(status.services).length };
  } finally {
    await server.end('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}
