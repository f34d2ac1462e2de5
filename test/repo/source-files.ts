import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** Path from the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports: paths from the project's folder, or package names as written. */
  readonly imports: readonly string[];
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;

/**
 * @param folders folders below the project's
 * @returns every TypeScript file in them with its imports
 */
export function readSources(folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name): SourceFile => {
        const path = join(folder, name).replaceAll('\\', '/');
        const text = readFileSync(join(ROOT, path), 'utf8');
        const imports = [...text.matchAll(IMPORT)].map((match) => {
          const specifier = match[1] ?? match[2] ?? '';
          if (!specifier.startsWith('.')) return specifier;
          return normalize(relative('.', join(dirname(path), specifier))).replaceAll('\\', '/');
        });
        return { path, text, imports };
      }),
  );
}
