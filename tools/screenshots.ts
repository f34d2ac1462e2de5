// `npm run screenshots`: pictures of every page of the extension in every state, in both themes and three languages.
// Large ones to look at go to .output/screenshots; small ones, which the tests compare with, to test/fixtures/screens.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TEST_PORTS, testBuild } from '../test/support/extension/test-build.ts';
import { readFonts } from '../test/support/gallery/fonts.ts';
import { takeShots } from '../test/support/gallery/take-shots.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const build = testBuild('chromium', `http://127.0.0.1:${TEST_PORTS[0]}`);

async function write(folder: string, scale: number): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  let count = 0;
  for await (const { name, png } of takeShots(build, scale)) {
    writeFileSync(join(folder, `${name}.png`), png);
    bytes += png.byteLength;
    count += 1;
  }
  console.log(`${count} pictures, ${Math.round(bytes / 1000)} kB: ${folder}`);
}

await write(join(root, '.output', 'screenshots'), 2);
const references = join(root, 'test', 'fixtures', 'screens');
await write(references, 0.5);
writeFileSync(join(references, 'fonts.json'), `${JSON.stringify(await readFonts())}\n`);
