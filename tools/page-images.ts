// Takes docs/images/page-*.png: the public page on a busy day, in a headless Chromium: node tools/page-images.ts
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchPlain, type Scheme } from '../test/support/browsers/launch-plain.ts';
import { startServer } from '../test/support/start-server.ts';
import { writeLivelyDay } from '../test/support/write-lively-day.ts';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));

interface Image {
  readonly name: string;
  readonly path: string;
  readonly scheme: Scheme;
  readonly width: number;
  readonly height: number;
}

const folder = await mkdtemp(join(tmpdir(), 'outcry-images-'));
try {
  const file = join(folder, 'outcry.db');
  const { failing, incidentPath } = await writeLivelyDay(file, Date.now());
  const server = await startServer({ OUTCRY_DB: file });
  const wide = { width: 1_080, height: 1_000 };
  const images: readonly Image[] = [
    { name: 'page-home', path: '/', scheme: 'light', ...wide },
    { name: 'page-service', path: `/s/${failing}`, scheme: 'light', ...wide },
    { name: 'page-incident', path: incidentPath, scheme: 'light', ...wide },
    { name: 'page-french-dark', path: `/fr/s/${failing}`, scheme: 'dark', width: 390, height: 844 },
  ];
  try {
    for (const { name, path, scheme, width, height } of images) {
      const browser = await launchPlain('chromium', scheme);
      try {
        const page = await browser.newPage();
        await page.setViewport({ width, height });
        await page.goto(`${server.origin}${path}`);
        await page.screenshot({ path: join(IMAGES, `${name}.png`) });
        console.log(`docs/images/${name}.png`);
      } finally {
        await browser.close();
      }
    }
  } finally {
    await server.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
