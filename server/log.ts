/** A line of the log. Values are words of ours, numbers and counts: never an address, header, body, tag or query. */
export type LogEntry = Readonly<Record<string, string | number>>;

export interface Log {
  /** One answered request; `bytes` is the length its body was said to have. */
  request(route: string, status: number, durationMs: number, bytes: number): void;
  info(event: string, details?: LogEntry): void;
  warn(event: string, details?: LogEntry): void;
  error(event: string, details?: LogEntry): void;
  /** Hands over what is still held back. */
  flush(): void;
}

const FLUSH_AFTER_MS = 200;
const FLUSH_AT_CHARACTERS = 32_768;

/** Size classes by their upper end: the extension knows only two sizes, other clients' need not be kept exactly. */
function sizeClass(bytes: number): string {
  if (bytes === 0) return 'none';
  if (bytes <= 1024) return '1k';
  return bytes <= 4096 ? '4k' : 'more';
}

/**
 * JSON lines, gathered for up to 200 ms so that logging costs a busy server little.
 * @param write takes whole lines; it must not block
 */
export function createLog(write: (lines: string) => void, clock: () => number): Log {
  let held = '';
  let timer: NodeJS.Timeout | null = null;

  let second = 0;
  let secondText = '';
  /** To the second: nobody's timing is worth more, and it is made once for thousands of lines. */
  const time = () => {
    const now = Math.floor(clock() / 1000);
    if (now !== second) {
      second = now;
      secondText = new Date(now * 1000).toISOString().replace('.000', '');
    }
    return secondText;
  };
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const lines = held;
    held = '';
    if (lines !== '') write(lines);
  };
  const push = (line: string) => {
    held += line;
    if (held.length >= FLUSH_AT_CHARACTERS) return flush();
    timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref();
  };
  const event =
    (level: string) =>
    (name: string, details: LogEntry = {}) => {
      push(`${JSON.stringify({ time: time(), level, event: name, ...details })}\n`);
      flush();
    };

  return {
    request(route, status, durationMs, bytes) {
      const ms = Math.round(durationMs * 10) / 10;
      push(
        `{"time":"${time()}","level":"info","event":"request","route":"${route}","status":${status},"ms":${ms},"size":"${sizeClass(bytes)}"}\n`,
      );
    },
    info: event('info'),
    warn: event('warn'),
    error: event('error'),
    flush,
  };
}
