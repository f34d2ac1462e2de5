import * as z from 'zod/mini';
import english from '../locales/en.json' with { type: 'json' };

const text = z.string().check(z.minLength(1), z.maxLength(1_200));

/** The forms of a counted text, by the plural categories of `Intl.PluralRules`; `other` stands in for a missing one. */
const pluralFormsSchema = z.strictObject({
  zero: z.optional(text),
  one: z.optional(text),
  two: z.optional(text),
  few: z.optional(text),
  many: z.optional(text),
  other: text,
});

const messageSchema = z.union([text, pluralFormsSchema]);

/** The key of a text: English is complete, so its keys are all there are. */
export type Key = keyof typeof english;

/** A text, or its plural forms, chosen by the parameter `count`. */
export type Message = z.infer<typeof messageSchema>;

/** Every key of English, no more and no fewer. */
const messagesSchema = z.strictObject(
  Object.fromEntries(Object.keys(english).map((key) => [key, messageSchema])) as Record<
    Key,
    typeof messageSchema
  >,
);

export type Messages = z.infer<typeof messagesSchema>;

/**
 * @param content of a file in `locales/`, parsed
 * @throws Error that names the keys at fault
 */
export function parseMessages(file: string, content: unknown): Messages {
  const parsed = messagesSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const keys = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(0, 1).map(String),
  );
  throw new Error(`server/pages/locales/${file}: look at ${keys.join(', ')}`);
}
