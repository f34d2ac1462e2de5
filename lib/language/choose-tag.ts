/** Used when the reader's language has no file. */
export const FALLBACK_TAG = 'en';

/** The file to read, and the tag that numbers, times and plurals follow. */
export interface Choice {
  readonly file: string;
  readonly tag: string;
}

/**
 * @param wanted the reader's language, for example `fr-CA` or `zh_TW`
 * @param available the languages that have a file, for example `['en', 'pt-BR', 'zh-TW']`
 * @returns the file of the same language, of the same script and region if there are several, with the wanted tag;
 * English for both when there is none
 */
export function chooseTag(wanted: string, available: readonly string[]): Choice {
  const locale = localeOf(wanted);
  const files = available.filter((file) => file.split('-')[0] === locale?.language);
  // `zh-HK` is written like `zh-TW`, though its region is another.
  const [file] =
    files.length > 1 ? files.sort((a, b) => likeness(b, locale) - likeness(a, locale)) : files;
  if (!locale || file === undefined) return { file: FALLBACK_TAG, tag: FALLBACK_TAG };
  return { file, tag: locale.toString() };
}

function likeness(file: string, wanted: Intl.Locale | null): number {
  const [mine, theirs] = [localeOf(file)?.maximize(), wanted?.maximize()];
  return (mine?.script === theirs?.script ? 2 : 0) + (mine?.region === theirs?.region ? 1 : 0);
}

function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return null;
  }
}
