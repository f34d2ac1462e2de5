import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const folder = new URL('../../locales/', import.meta.url);

/** What the browsers' own lists and the stores show of an extension in each language. */
const shownSchema = z.object({ 'manifest.description': z.string().check(z.maxLength(132)) });

/** A file of the package, made while it is built. */
export interface MadeFile {
  readonly relativeDest: string;
  readonly contents: string;
}

/** @returns the tags of all languages that have a file in `locales/` */
export function localeTags(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace('.json', ''))
    .sort();
}

/**
 * @returns for each language the texts of popup and badge, those of the pages in tabs, and what the browser itself
 * shows, in the form it wants. @throws ZodError when the description is too long for the Chrome Web Store
 */
export function localeFiles(): readonly MadeFile[] {
  return localeTags().flatMap((tag) => {
    const pages = read(`pages/${tag}.json`);
    const description = { message: shownSchema.parse(pages)['manifest.description'] };
    return [
      made(`locales/${tag}.json`, read(`${tag}.json`)),
      made(`locales/pages/${tag}.json`, pages),
      made(`_locales/${tag.replace('-', '_')}/messages.json`, { description }),
    ];
  });
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
}

function made(relativeDest: string, content: unknown): MadeFile {
  return { relativeDest, contents: JSON.stringify(content) };
}
