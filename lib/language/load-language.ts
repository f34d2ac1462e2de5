import { chooseTag } from './choose-tag.ts';
import { createLanguage, type Language } from './create-language.ts';
import type { Messages } from './messages.ts';

const files = import.meta.glob<Messages>('../../locales/*.json', { import: 'default' });
const loaders = new Map(
  Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.json$/g, ''), load]),
);

/**
 * Loads only the one file that is needed, so that a popup does not carry every language.
 * @param wanted the browser's UI language
 */
export async function loadLanguage(wanted: string): Promise<Language> {
  const { file, tag } = chooseTag(wanted, [...loaders.keys()]);
  const load = loaders.get(file);
  if (!load) throw new Error(`locales/${file}.json is missing from the build`);
  return createLanguage(await load(), tag);
}
