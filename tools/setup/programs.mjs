// Which programs the tests, the demo, the benches and `npm start` look for, and where. Plain JavaScript: it runs before any install.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const mac = '/Applications';
const windows = [
  process.env.PROGRAMFILES,
  process.env['PROGRAMFILES(X86)'],
  process.env.LOCALAPPDATA,
].filter(Boolean);

/** Chrome and Edge from their stores are absent on purpose: since 2025 they ignore `--load-extension`. */
export const PROGRAMS = [
  {
    name: 'Chromium',
    variable: 'CHROMIUM_PATH',
    debian: 'chromium',
    commands: ['chromium', 'chromium-browser', 'chrome-for-testing'],
    places: [
      `${mac}/Chromium.app/Contents/MacOS/Chromium`,
      ...windows.map((dir) => join(dir, 'Chromium', 'Application', 'chrome.exe')),
    ],
  },
  {
    name: 'Redis',
    variable: 'REDIS_SERVER_PATH',
    debian: 'redis-server',
    commands: ['redis-server', 'valkey-server'],
    places: ['/usr/sbin/redis-server', '/opt/homebrew/bin/redis-server'],
  },
  {
    name: 'nginx',
    variable: 'NGINX_PATH',
    debian: 'nginx-light',
    commands: ['nginx'],
    places: ['/usr/sbin/nginx', '/opt/homebrew/bin/nginx'],
  },
  {
    name: 'Firefox',
    variable: 'FIREFOX_PATH',
    debian: 'firefox-esr',
    commands: ['firefox', 'firefox-esr'],
    places: [
      `${mac}/Firefox.app/Contents/MacOS/firefox`,
      ...windows.map((dir) => join(dir, 'Mozilla Firefox', 'firefox.exe')),
    ],
  },
];

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {'Chromium' | 'Firefox' | 'Redis' | 'nginx'} name
 * @returns {string | null} the program's path: its environment variable first, then PATH, then the usual places
 */
export function findProgram(name) {
  const program = PROGRAMS.find((candidate) => candidate.name === name);
  if (!program) return null;
  const chosen = process.env[program.variable];
  if (chosen) return isProgram(chosen) ? chosen : null;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const files = program.commands.flatMap((command) =>
    folders.map((folder) => join(folder, command)),
  );
  return [...files, ...program.places].find(isProgram) ?? null;
}

/**
 * @param {readonly ('Chromium' | 'Firefox' | 'Redis' | 'nginx')[]} names
 * @returns the programs of these names that are not on this machine
 */
export function missingPrograms(names) {
  return PROGRAMS.filter(({ name }) => names.includes(name) && findProgram(name) === null);
}
