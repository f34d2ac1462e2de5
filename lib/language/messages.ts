/** A text, or its forms by the reader's plural rule (`Intl.PluralRules`), chosen by the parameter `count`. */
export type Message = string | PluralForms;

/** The forms that a language has; `other` is always there, and stands in for any that is missing. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** The key of a text: English is complete, so its keys are all there are. */
export type Key = keyof typeof import('../../locales/en.json');

/** The key of a text on the pages that fill a tab: theirs besides, which the popup does not carry. */
export type PageKey = Key | keyof typeof import('../../locales/pages/en.json');

/** One language: every key, with the same `{placeholders}` (a repository test compares them). */
export type Messages<K extends string = Key> = Readonly<Record<K, Message>>;

/** What fills the placeholders. Numbers are written the reader's way. */
export type Params = Readonly<Record<string, string | number>>;
