/** A text, or its forms by the reader's plural rule (`Intl.PluralRules`), chosen by the parameter `count`. */
export type Message = string | PluralForms;

export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

/** The key of a text: English is complete, so its keys are all there are. */
export type Key = keyof typeof import('../../locales/en.json');

/** One language: every key, with the same `{placeholders}` (a repository test compares them). */
export type Messages = Readonly<Record<Key, Message>>;

/** What fills the placeholders. Numbers are written the reader's way. */
export type Params = Readonly<Record<string, string | number>>;
