import { usePageLanguage } from './page-language.ts';
import type { Actions, Languages } from './page-props.ts';

interface Props {
  readonly languages: Languages;
  readonly onChoose: Actions['setLanguage'];
}

/** The language of everything that Outcry says. Each is called by its own name, for who reads no other. */
export function LanguageChoice({ languages, onChoose }: Props) {
  const language = usePageLanguage();
  const { available, chosen, usual } = languages;
  const sorted = available
    .map((tag) => ({ tag, name: nameOf(tag, tag) }))
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <div class="field">
      <select
        id="language-choice"
        aria-labelledby="language"
        data-testid="language"
        value={chosen ?? ''}
        onChange={({ currentTarget }) => onChoose(currentTarget.value || null)}
      >
        <option value="" selected={chosen === null}>
          {language.say('options.language.auto', { language: nameOf(usual, language.tag) })}
        </option>
        {sorted.map(({ tag, name }) => (
          <option key={tag} value={tag} lang={tag} selected={tag === chosen}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** @returns what a language is called in another */
function nameOf(tag: string, reader: string): string {
  return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag;
}
