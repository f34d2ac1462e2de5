import * as z from 'zod/mini';

/**
 * Reads a list whose length is checked before its entries are, so that a huge one costs nothing.
 * @returns null when it is no list, is longer than `most`, or has an entry that does not fit
 */
export function parseList<S extends z.core.$ZodType>(
  schema: S,
  value: unknown,
  most: number,
): readonly z.infer<S>[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  const entries: z.infer<S>[] = [];
  for (const entry of value) {
    const parsed = z.safeParse(schema, entry);
    if (!parsed.success) return null;
    entries.push(parsed.data);
  }
  return entries;
}
