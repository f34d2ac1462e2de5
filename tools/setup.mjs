// Runs before every command, also on a fresh clone: plain JavaScript for the system's Node 20, no dependency.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { missingPrograms } from './setup/programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}node_modules/.outcry-installed`;
const quiet = process.argv.includes('--quiet');

/** Prints to stderr, so that commands which write data to stdout stay clean. */
function say(line) {
  console.error(line);
}

/** Ends with one line that says what is wrong and what to do. */
function stop(line) {
  say(`outcry: ${line}`);
  process.exit(1);
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
}

function installPackages() {
  const hash = lockHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  const fresh = !existsSync(`${root}node_modules`);
  if (!quiet)
    say(
      `outcry: installing packages (${fresh ? 'first time: about a minute' : 'they changed'}) ...`,
    );
  const args = [fresh ? 'ci' : 'install', '--include=dev', '--no-audit', '--no-fund', '--no-save'];
  const npm = spawnSync('npm', [...args, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    const lines = (npm.stderr ?? '')
      .split('\n')
      .map((line) => line.replace(/^npm (error|ERR!) ?/, ''));
    const telling = lines.find((line) => line !== '' && !/^(code|npm warn) /.test(line));
    const reason = telling ?? npm.error?.message ?? 'npm gave no reason';
    stop(
      `the packages could not be installed: ${reason} Check the network and the disk, then run the command again.`,
    );
  }
  if (
    !existsSync(`${root}node_modules/node/bin/node`) &&
    !existsSync(`${root}node_modules/node/bin/node.exe`)
  ) {
    stop(
      'the package "node" has no program in it: npm was told to ignore install scripts. Run: npm rebuild node --ignore-scripts=false',
    );
  }
  // The scripts say `exec`, so that a signal to npm reaches the program and not a shell; cmd.exe has no such word.
  if (process.platform === 'win32') writeFileSync(`${root}node_modules/.bin/exec.cmd`, '@%*\r\n');
  writeFileSync(stampFile, hash);
}

/** @param {readonly ('Chromium' | 'Firefox' | 'Redis' | 'nginx')[]} names */
function installPrograms(names) {
  const missing = missingPrograms(names);
  if (missing.length === 0) return;
  const packages = missing.map((program) => program.debian);
  const canInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    say(`outcry: installing ${packages.join(', ')} ...`);
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  }
  const still = missingPrograms(names);
  if (still.length > 0) {
    const wanted = still
      .map((program) => `${program.name} (or set ${program.variable})`)
      .join(' and ');
    stop(
      `this needs ${wanted}. On Debian and Ubuntu: apt-get install ${still.map((p) => p.debian).join(' ')}`,
    );
  }
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org).`);
}
installPackages();
const browsers = process.argv.includes('--browsers') ? ['Chromium', 'Firefox'] : [];
const servers = process.argv.includes('--servers') ? ['Redis', 'nginx'] : [];
installPrograms([...browsers, ...servers]);
