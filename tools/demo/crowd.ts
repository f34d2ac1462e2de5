import { randomBytes, randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { MS_PER_MINUTE, minuteOf, msOf, type Signal } from '../../lib/protocol/vocabulary.ts';

/** One simulated browser: a tag of its own and an address in a network of its own. */
interface Reporter {
  readonly tag: string;
  readonly address: string;
}

/** How a minute went for the crowd. */
export interface Mood {
  /** Share of the reporters who are active in this minute and fail. 0..1 */
  readonly failing: number;
  /** What the failing ones saw; each picks one. */
  readonly signals: readonly Signal[];
}

export interface Crowd {
  /**
   * Resolves when every report of the minute was acknowledged; rejects on the first refusal.
   * @param mood asked as each report leaves
   */
  reportMinute(minute: number, mood: () => Mood, signal: AbortSignal): Promise<void>;
  /** Resolves when the minute is over, or the signal ends the crowd. */
  untilClosed(minute: number, signal: AbortSignal): Promise<void>;
  /** Batches that the server has acknowledged so far. */
  acknowledged(): number;
}

const SPREAD_MS = 30_000;
const BODY_BYTES = 1024;

function createReporters(count: number): readonly Reporter[] {
  return Array.from({ length: count }, (_, index) => ({
    tag: randomBytes(16).toString('base64url'),
    address: `${11 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.7`,
  }));
}

function bodyOf(
  reporter: Reporter,
  service: string,
  minute: number,
  signal: Signal | null,
): string {
  const seen = [
    { service, minute, outcome: signal ? 'failed' : 'ok', signals: signal ? [signal] : [] },
  ];
  const bare = JSON.stringify({ v: 1, tag: reporter.tag, seen, said: [], pad: '' });
  return bare.replace('"pad":""', `"pad":"${'0'.repeat(BODY_BYTES - bare.length)}"`);
}

/** Waits, or returns at once when the signal ends the crowd. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(Math.max(0, ms), undefined, { signal }).catch(() => {});
}

/**
 * A crowd that reports as the extension does: a minute's reports leave after the minute has closed, spread over 30 seconds.
 * @param origin the server, which must trust this machine as a proxy: each reporter has an address of its own
 * @param service the chatbot that all of them use
 * @param size how many reporters, each in a network of its own
 */
export function createCrowd(origin: string, service: string, size: number): Crowd {
  const reporters = createReporters(size);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  let acknowledged = 0;

  function post(body: string, address: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-forwarded-for': address,
      };
      const call = request(`${origin}/v1/reports`, { method: 'POST', agent, headers }, (answer) => {
        answer.resume();
        answer.once('end', () => {
          if (answer.statusCode !== 202)
            return reject(new Error(`the crowd was answered ${answer.statusCode}`));
          acknowledged += 1;
          resolve();
        });
      });
      call.once('error', reject);
      call.end(body);
    });
  }

  return {
    acknowledged: () => acknowledged,
    untilClosed: (minute, signal) => pause(msOf(minute + 1) - Date.now(), signal),
    async reportMinute(minute, mood, signal) {
      const closed = msOf(minute + 1);
      const posts = reporters.map(async (reporter, index) => {
        await pause(closed + (SPREAD_MS * (index + Math.random())) / size - Date.now(), signal);
        if (signal.aborted) return;
        const { failing, signals } = mood();
        const picked = Math.random() < failing ? signals[randomInt(signals.length)] : undefined;
        await post(bodyOf(reporter, service, minute, picked ?? null), reporter.address);
      });
      await Promise.all(posts);
    },
  };
}

/** @returns milliseconds until the given second of a minute comes next */
export function msUntilSecond(second: number, now: number): number {
  const target = msOf(minuteOf(now)) + second * 1000;
  return target > now ? target - now : target + MS_PER_MINUTE - now;
}
