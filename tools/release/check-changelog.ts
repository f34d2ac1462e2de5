/**
 * @param text `CHANGELOG.md`
 * @param version as in `package.json`
 * @returns what keeps this version from being released, null when nothing does
 */
export function checkChangelog(text: string, version: string): string | null {
  const headings = [...text.matchAll(/^## (\S+)(?: \(([^)]*)\))?$/gm)];
  const heading = headings.find(([, name]) => name === version);
  if (!heading) return `CHANGELOG.md has no "## ${version}"`;
  const date = heading[2] ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    return `CHANGELOG.md must say when ${version} is released: "## ${version} (2026-12-31)"`;
  }
  return null;
}
