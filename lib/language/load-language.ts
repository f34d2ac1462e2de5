import { chooseTag } from './choose-tag.ts';
import { createLanguage, type Language } from './create-language.ts';
import type { Messages } from './messages.ts';

const files = import.meta.glob<Messages>('../../locales/*.json', { import: 'default' });
const loaders = new Map(
  Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.json$/g, ''), load]),
);

/** One language's texts, and how it is called. */
export interface Loaded {
  readonly messages: Messages;
  /** The name of its file. */
  readonly file: string;
  /** The reader's tag. */
  readonly tag: string;
}

/**
 * Loads only the one file that is needed, so that a popup does not carry every language.
 * @param wanted the browser's UI language
 */
export async function loadMessages(wanted: string): Promise<Loaded> {
  const { file, tag } = chooseTag(wanted, [...loaders.keys()]);
  const load = loaders.get(file);
  if (!load) throw new Error(`locales/${file}.json is missing from the build`);
  return { messages: await load(), file, tag };
}

/** Loads the language of badge and popup. @param wanted the browser's UI language */
export async function loadLanguage(wanted: string): Promise<Language> {
  const { messages, tag } = await loadMessages(wanted);
  return createLanguage(messages, tag);
}
