import type { ServiceName } from '../lib/services/names.ts';
import { useLanguage } from './language-context.ts';

interface Props {
  readonly services: readonly ServiceName[];
  readonly used: readonly ServiceName[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Which chatbot a report is about: those in use first. */
export function ServiceChooser({ services, used, chosen, onChoose }: Props) {
  const language = useLanguage();
  const others = services.filter((service) => !used.includes(service));
  const options = (some: readonly ServiceName[]) =>
    some.map(({ id, name }) => (
      <option key={id} value={id} selected={id === chosen}>
        {name}
      </option>
    ));
  return (
    <label class="chooser">
      <span class="unseen">{language.say('report.service')}</span>
      <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {used.length > 0 && (
          <optgroup label={language.say('report.used')}>{options(used)}</optgroup>
        )}
        <optgroup label={language.say('report.unused')}>{options(others)}</optgroup>
      </select>
    </label>
  );
}
