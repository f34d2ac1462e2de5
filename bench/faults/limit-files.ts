import { execFileSync } from 'node:child_process';

/** From now on no file of the process may grow beyond some bytes: to the program the disk is full. */
export function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
}
