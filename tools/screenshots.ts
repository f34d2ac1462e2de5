// `npm run screenshots`: pictures of every page of the extension in every state, in both themes and three languages.
// Those to look at go to .output/screenshots; small ones, which the tests compare with, to test/fixtures/screens.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { TEST_PORTS, testBuild } from '../test/support/extension/test-build.ts';
import { readFonts } from '../test/support/gallery/fonts.ts';
import { takeShots } from '../test/support/gallery/take-shots.ts';
import { thumbnail } from '../test/support/gallery/thumbnail.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const large = join(root, '.output', 'screenshots');
const small = join(root, 'test', 'fixtures', 'screens');

for (const folder of [large, small]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
let bytes = 0;
for await (const { name, png } of takeShots(
  testBuild('chromium', `http://127.0.0.1:${TEST_PORTS[0]}`),
)) {
  const reference = PNG.sync.write(thumbnail(png), { colorType: 2 });
  writeFileSync(join(large, `${name}.png`), png);
  writeFileSync(join(small, `${name}.png`), reference);
  bytes += reference.byteLength;
}
writeFileSync(join(small, 'fonts.json'), `${JSON.stringify(await readFonts())}\n`);
console.log(`To look at: ${large}\nTo compare with, ${Math.round(bytes / 1000)} kB: ${small}`);
