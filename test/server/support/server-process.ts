import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A real server in a process of its own, on a free port. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** All it has written so far. */
  output(): string;
  /** Sends a signal and waits for the end. @returns the exit code, null when the signal ended it */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** How a start ended that did not succeed. */
export interface FailedStart {
  readonly code: number | null;
  readonly errors: string;
}

type Environment = Readonly<Record<string, string>>;

function launch(settings: Environment, preload?: URL): ChildProcess {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('OUTCRY_')),
  );
  const before = preload === undefined ? [] : ['--import', preload.href];
  return spawn(process.execPath, [...before, 'server/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', ...(preload === undefined ? [] : (['ipc'] as const))],
    env: { ...env, OUTCRY_PORT: '0', OUTCRY_OFFICIAL: 'off', ...settings },
  });
}

/**
 * Starts a server that asks no vendor, on any free port, and waits until it listens.
 * @param settings of the environment, over these
 * @param preload a module that is loaded before the server, and to which messages can be sent
 * @throws Error with its output when it ends before that
 */
export async function startServer(settings: Environment, preload?: URL): Promise<ServerProcess> {
  const child = launch(settings, preload);
  let output = '';
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`;
      const found = /"event":"listening","url":"([^"]+)"/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    child,
    output: () => output,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}

/** Starts a server that is expected not to. */
export async function failToStart(settings: Environment): Promise<FailedStart> {
  const child = launch(settings);
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, errors };
}
