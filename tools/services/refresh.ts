import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commonPhrases, lexicon } from '../../lib/services/common/common.ts';
import { coverageDocument } from './coverage-document.ts';
import { monogram } from './monogram.ts';
import { readFolder } from './read-folder.ts';
import { readmeWithServices } from './service-table.ts';

/**
 * Makes what follows from the services' files: the table of README, docs/coverage.md, and the icons that are missing.
 * An icon that is there stays: somebody may have drawn a better one.
 * @param root the project's folder
 * @returns the files that changed, paths from the project's folder
 */
export function refresh(root: string): readonly string[] {
  const services = readFolder(root);
  const icons = services
    .map(({ id, name }) => [`public/services/${id}.svg`, monogram(id, name)] as const)
    .filter(([path]) => !existsSync(join(root, path)));
  const readme = readmeWithServices(readFileSync(join(root, 'README.md'), 'utf8'), services);
  const wanted: readonly (readonly [path: string, text: string])[] = [
    ...icons,
    ['README.md', readme],
    ['docs/coverage.md', coverageDocument(services, commonPhrases, lexicon)],
  ];
  const changed = wanted.filter(([path, text]) => textOf(join(root, path)) !== text);
  for (const [path, text] of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return changed.map(([path]) => path);
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
