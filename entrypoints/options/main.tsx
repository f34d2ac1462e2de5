import { OptionsPage } from '../../components/options-page.tsx';
import { startPage } from '../../components/start-page.tsx';
import { loadPageLanguage } from '../../lib/language/load-page-language.ts';

void startPage(OptionsPage, loadPageLanguage, (language) => language.say('options.title'));
