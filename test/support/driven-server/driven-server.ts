import { once } from 'node:events';
import { statusSchema } from '../../../lib/protocol/status.ts';
import { minuteOf, msOf } from '../../../lib/protocol/vocabulary.ts';
import { startServer } from '../../server/support/server-process.ts';
import type { Pass } from './clock.ts';
import { type Answers, createSender, type Sent } from './sender.ts';

/** Browsers send a minute in the 30 seconds after its end. */
const PAST_MS = 40_000;

/** The pause between two judgements, see `server/start.ts`. */
const JUDGE_EVERY_MS = 2_000;

/** The real server process, on real sockets, whose clock the test moves: hours take seconds. */
export interface DrivenServer {
  readonly url: string;
  /** The minute on its clock. */
  minute(): number;
  /** Sends batches, many at once. @returns how many were answered with which status */
  send(batches: readonly Sent[]): Promise<Answers>;
  /** Lets it judge what it has, two seconds later on its clock. */
  judge(): Promise<void>;
  /** Moves its clock by whole minutes, to 40 seconds past: the last minute has arrived by then. */
  pass(minutes: number): Promise<void>;
  status(): Promise<ReturnType<typeof statusSchema.parse>>;
  /** All it has written so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * @param settings environment settings; `OUTCRY_DB` is needed
 * @param from the minute at which its clock starts, 40 seconds past
 */
export async function driveServer(
  settings: Readonly<Record<string, string>>,
  from: number,
): Promise<DrivenServer> {
  const start = { DRIVEN_CLOCK_START: String(msOf(from) + PAST_MS) };
  const server = await startServer(
    { OUTCRY_TRUST_PROXY: '127.0.0.1', ...start, ...settings },
    new URL('clock.ts', import.meta.url),
  );
  const { child, url } = server;
  const sender = createSender(server.port);
  let now = msOf(from) + PAST_MS;

  const move = async (ms: number) => {
    const settled = once(child, 'message');
    const pass: Pass = { ms };
    child.send(pass);
    await settled;
    now += ms;
  };

  return {
    url,
    minute: () => minuteOf(now),
    send: sender.send,
    judge: () => move(JUDGE_EVERY_MS),
    async pass(minutes) {
      for (let passed = 0; passed < minutes; passed += 1) {
        await move(msOf(minuteOf(now) + 1) + PAST_MS - now);
      }
    },
    async status() {
      return statusSchema.parse(await (await fetch(`${url}/v1/status.json`)).json());
    },
    output: server.output,
    async stop() {
      sender.close();
      await server.end('SIGTERM');
    },
  };
}
