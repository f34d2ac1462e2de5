const MAX_CHARACTERS = 200;

/** Enough to find 200 characters of text in, however much markup surrounds them. */
const MAX_MARKUP = 8_000;

/** Controls, and marks that turn the direction of what follows: a vendor's title must not rewrite our page. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
};

/**
 * What a vendor wrote, as one line of at most 200 characters without markup. It may still hold any
 * printable character: escape it where it is shown.
 * @returns an empty string for what is no text
 */
export function plainText(value: unknown): string {
  if (typeof value !== 'string') return '';
  const text = value
    .slice(0, MAX_MARKUP)
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&(?:amp|quot|#39|apos|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\s/g, ' ')
    .replaceAll(UNPRINTABLE, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  const characters = Array.from(text.slice(0, 2 * MAX_CHARACTERS));
  return characters.length <= MAX_CHARACTERS
    ? characters.join('')
    : `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}
