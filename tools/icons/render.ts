// Draws public/icon-*.png from icon.svg in a headless Chromium: node tools/icons/render.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { findProgram } from '../setup/programs.mjs';

/** What toolbars, the extension list and the stores ask for. Pixels. */
const SIZES = [16, 32, 48, 96, 128];

const svg = readFileSync(new URL('icon.svg', import.meta.url), 'utf8');
const executablePath = findProgram('Chromium');
if (!executablePath) throw new Error('No Chromium found: install it or set CHROMIUM_PATH.');
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await puppeteer.launch({ executablePath, headless: true, args });
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
    const png = await page.screenshot({ omitBackground: true });
    const file = fileURLToPath(new URL(`../../public/icon-${size}.png`, import.meta.url));
    writeFileSync(file, png);
    console.log(`public/icon-${size}.png: ${png.length} bytes`);
  }
} finally {
  await browser.close();
}
