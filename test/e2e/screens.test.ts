import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { TEST_PORTS, testBuild } from '../support/extension/test-build.ts';
import { difference } from '../support/gallery/difference.ts';
import { readFonts } from '../support/gallery/fonts.ts';
import { scenes } from '../support/gallery/scenes.ts';
import { SHOWN, THEMES, takeShots } from '../support/gallery/take-shots.ts';
import { thumbnail } from '../support/gallery/thumbnail.ts';

const folder = fileURLToPath(new URL('../fixtures/screens', import.meta.url));
const names = Object.keys(scenes).flatMap((scene) =>
  SHOWN.flatMap(({ name }) => THEMES.map((theme) => `${scene}-${name}-${theme}`)),
);

/** Other fonts break lines elsewhere: then only what is more than words is compared. Share of the picture. */
const MAX_DIFFERENCE = { same: 0.02, other: 0.25 } as const;

describe('the pages look as they did', () => {
  const shots = new Map<string, Uint8Array>();
  let limit: number = MAX_DIFFERENCE.other;
  beforeAll(async () => {
    const build = testBuild('chromium', `http://127.0.0.1:${TEST_PORTS[0]}`);
    for await (const { name, png } of takeShots(build)) shots.set(name, png);
    const fonts: unknown = JSON.parse(readFileSync(join(folder, 'fonts.json'), 'utf8'));
    limit =
      MAX_DIFFERENCE[
        JSON.stringify(await readFonts()) === JSON.stringify(fonts) ? 'same' : 'other'
      ];
  }, 120_000);

  it('each has its picture, made by npm run screenshots', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.png'));
    expect(files.map((file) => file.replace('.png', '')).sort()).toEqual([...names].sort());
    const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    expect(bytes).toBeLessThan(2_000_000);
  });

  it.each(names)('%s', (name) => {
    const before = PNG.sync.read(readFileSync(join(folder, `${name}.png`)));
    const shot = shots.get(name);
    if (!shot) throw new Error('There is no such scene.');
    const now = thumbnail(shot);
    expect(difference(before, now)).toBeLessThan(limit);
  });
});
