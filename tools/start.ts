// `npm start`: builds both extensions, runs the server, opens a browser with the extension, until Ctrl-C.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalRulesKeys, localRulesKeys } from './setup/local-rules-keys.ts';
import { buildExtensions } from './start/build-extensions.ts';
import { howToLoad } from './start/how-to-load.ts';
import { hasDisplay, type OpenedBrowser, openBrowser } from './start/open-browser.ts';
import { whyPortIsNotFree } from './start/why-port-is-not-free.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const host = process.env.OUTCRY_HOST || '127.0.0.1';
const port = Number(process.env.OUTCRY_PORT || 8787);
const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
const origin = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;

function stop(line: string): never {
  console.error(`outcry: ${line}`);
  process.exit(1);
}

async function checkPort(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    stop(`OUTCRY_PORT must be a whole number from 1 to 65535, not "${process.env.OUTCRY_PORT}".`);
  }
  const why = await whyPortIsNotFree(host, port);
  if (why === 'EADDRINUSE') {
    stop(
      `port ${port} on ${host} is taken. Stop what listens there, or choose another: OUTCRY_PORT=8788 npm start`,
    );
  }
  if (why)
    stop(
      `cannot listen on ${host}:${port} (${why}). Choose another with OUTCRY_HOST and OUTCRY_PORT.`,
    );
}

/** Resolves once the server answers; rejects when it ends first. */
async function untilReady(server: ChildProcess): Promise<void> {
  const ended = new Promise<never>((_, reject) => {
    server.once('exit', () =>
      reject(new Error('the server ended at its start: its own message stands above.')),
    );
  });
  const answers = async () => {
    for (;;) {
      const ready = await fetch(`${origin}/readyz`)
        .then((answer) => answer.ok)
        .catch(() => false);
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await Promise.race([answers(), ended]);
}

function rulesKeysOrStop(): LocalRulesKeys {
  try {
    return localRulesKeys(join(root, 'data'));
  } catch (error) {
    return stop(`the keys for rule packs: ${error instanceof Error ? error.message : error}`);
  }
}

function tryBrowser(): OpenedBrowser | null {
  if (process.env.OUTCRY_NO_BROWSER === '1') {
    console.log('No browser opened: OUTCRY_NO_BROWSER is 1.');
    return null;
  }
  if (!hasDisplay(process.env)) {
    console.log('No browser opened: there is no display here.');
    return null;
  }
  const opened = openBrowser(root, `${origin}/`);
  console.log(
    opened
      ? `${opened.name} opens with the extension loaded, in a profile of its own under data/.`
      : 'No browser opened: neither Chromium nor Firefox was found. Install one, set CHROMIUM_PATH or FIREFOX_PATH, or load the extension by hand.',
  );
  return opened;
}

await checkPort();
mkdirSync(join(root, 'data'), { recursive: true });
const rules = rulesKeysOrStop();
console.log('Building the extensions ...');
try {
  console.log(
    buildExtensions(root, {
      origin: process.env.OUTCRY_SERVER || origin,
      rulesKeys: process.env.OUTCRY_RULES_KEYS || rules.publicKeys,
    })
      ? 'Built.'
      : 'Nothing changed since the last build.',
  );
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}

const server = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
  cwd: root,
  env: {
    OUTCRY_RULES_KEY: rules.signingKey,
    ...process.env,
    OUTCRY_HOST: host,
    OUTCRY_PORT: String(port),
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
let browser: OpenedBrowser | null = null;
let stopping = false;

/** Ends the browser and the server; the server drains by itself, then this process ends with its exit code. */
function stopAll(): void {
  if (stopping) return;
  stopping = true;
  if (browser?.process.pid && browser.process.exitCode === null) {
    try {
      process.kill(process.platform === 'win32' ? browser.process.pid : -browser.process.pid);
    } catch {
      browser.process.kill();
    }
  }
  server.kill('SIGTERM');
}
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);
server.once('exit', (code) => {
  const asked = stopping;
  if (!asked) console.error('outcry: the server ended. Its own message stands above.');
  stopAll();
  process.exitCode = asked ? (code ?? 0) : 1;
});

try {
  await untilReady(server);
  console.log(
    `\nOutcry runs: ${origin}/  (counts in ${process.env.OUTCRY_DB || 'data/outcry.db'}; Ctrl-C stops everything)`,
  );
  browser = tryBrowser();
  console.log(howToLoad(root));
} catch (error) {
  if (!stopping) stop(error instanceof Error ? error.message : String(error));
}
