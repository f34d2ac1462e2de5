/** Used when the reader's language has no file. */
export const FALLBACK_TAG = 'en';

/**
 * @param wanted the browser's UI language, for example `fr-CA`
 * @param available the languages that have a file, for example `['en', 'fr']`
 * @returns the file to read and the tag to format with: the wanted tag when its language has a file, else English for both
 */
export function chooseTag(
  wanted: string,
  available: readonly string[],
): { file: string; tag: string } {
  const file = wanted.toLowerCase().split(/[-_]/)[0] ?? '';
  if (!available.includes(file)) return { file: FALLBACK_TAG, tag: FALLBACK_TAG };
  const tag = wanted.replaceAll('_', '-');
  return { file, tag: isTag(tag) ? tag : file };
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
