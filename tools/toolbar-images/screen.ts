import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { PNG } from 'pngjs';

/** Pixels of the screen: twice as many as are shown, so that small letters stay sharp. */
export const SCREEN = { width: 1280, height: 480 } as const;

/** A part of the screen, in its pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A screen that is nowhere to be seen. */
export interface Screen {
  /** What the programs that are to be on it get as `DISPLAY`. */
  readonly display: string;
  /** @returns a picture of a part, once two in a row are the same */
  picture(part: Part): Promise<Buffer>;
  close(): Promise<void>;
}

const PAUSE_MS = 250;
const MOST_PICTURES = 40;

/** @throws Error that says what to install when Xvfb or ImageMagick's `import` is missing */
export async function openScreen(): Promise<Screen> {
  const size = `${SCREEN.width}x${SCREEN.height}x24`;
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(server, 'exit');
  const number = await Promise.race([
    once(server.stdio[3] as Readable, 'data').then(([data]) => String(data).trim()),
    ended.then(() => ''),
  ]).catch(() => '');
  if (number === '') throw new Error('Xvfb did not start. Debian: apt-get install xvfb');
  const display = `:${number}`;
  return {
    display,
    async picture(part) {
      let last = grab(display, part);
      for (let count = 0; count < MOST_PICTURES; count += 1) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        const next = grab(display, part);
        if (next.equals(last)) return next;
        last = next;
      }
      throw new Error('The screen does not come to rest.');
    },
    async close() {
      server.kill();
      await ended;
    },
  };
}

function grab(display: string, { left, top, width, height }: Part): Buffer {
  const run = spawnSync(
    'import',
    ['-display', display, '-window', 'root', '-depth', '8', 'png:-'],
    {
      maxBuffer: 64_000_000,
    },
  );
  if (run.status !== 0) {
    throw new Error(`No picture: ${run.stderr ?? ''} Debian: apt-get install imagemagick`);
  }
  const whole = PNG.sync.read(run.stdout);
  const piece = new PNG({ width, height });
  PNG.bitblt(whole, piece, left, top, width, height, 0, 0);
  return PNG.sync.write(piece, { colorType: 2 });
}
