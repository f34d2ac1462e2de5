/** What stores allow, in characters: the least of the three. Chrome: 75, 132; Firefox: 50, 250 (their forms, 2026-11). */
export const LIMITS = {
  Name: 50,
  Summary: 132,
  'Single purpose': 1_000,
  Description: 16_000,
} as const;
export type Section = keyof typeof LIMITS;

/**
 * @param text a `listing.md`
 * @returns its sections by heading, without the blank lines around them
 */
export function readListing(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end).trim(), part.slice(end).trim()] as const;
    }),
  );
}

/** @returns a line for each section that is missing or too long */
export function checkListing(text: string): readonly string[] {
  const sections = readListing(text);
  return (Object.entries(LIMITS) as [Section, number][]).flatMap(([section, most]) => {
    const { length } = sections.get(section) ?? '';
    if (length === 0) return [`"${section}" is missing`];
    return length > most ? [`"${section}" has ${length} characters, stores take ${most}`] : [];
  });
}
