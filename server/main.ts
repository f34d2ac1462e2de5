import { readServices } from '../lib/services/read.ts';
import { describeError } from './describe-error.ts';
import { explainStartError } from './explain-start-error.ts';
import { createLog } from './log.ts';
import { readSettings } from './settings.ts';
import { start } from './start.ts';
import { createSteadyClock } from './steady-clock.ts';

/** Log lines beyond this that nobody reads are dropped: a stuck reader must not stop the server. */
const MOST_UNREAD_BYTES = 4_194_304;

const LAST_WORDS_MS = 500;

/** A reader of the log that goes away takes nothing but the log with it. */
process.stdout.on('error', () => undefined);

const log = createLog((lines) => {
  if (process.stdout.writableLength < MOST_UNREAD_BYTES) process.stdout.write(lines);
}, Date.now);

/** The last resort: what nobody foresaw ends the process, for its supervisor to start again, with a line that repeats nothing foreign. */
process.on('uncaughtException', (error) => {
  log.error('crashed', describeError(error));
  end(1);
});

async function run(): Promise<void> {
  const stopAsked = new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve(name));
  });
  const settings = readSettings(process.env);
  const clock = createSteadyClock(Date.now, performance.now.bind(performance), (ms) =>
    log.warn('clock-set-back', { seconds: Math.round(ms / 1000) }),
  );
  const server = await start(settings, readServices(), log, clock);
  log.info('listening', { url: server.url });
  log.info('stopping', { signal: await stopAsked });
  await server.stop();
  log.info('stopped');
}

/** Ends with the last log line written, or without it if nobody takes it. */
function end(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(code), LAST_WORDS_MS).unref();
}

run().then(
  () => end(0),
  (error: unknown) => {
    process.stderr.write(`${explainStartError(error)}\n`);
    end(1);
  },
);
