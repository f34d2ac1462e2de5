import { PopupPage } from '../../components/popup-page.tsx';
import { startPage } from '../../components/start-page.tsx';
import { loadLanguage } from '../../lib/language/load-language.ts';

void startPage(PopupPage, loadLanguage, (language) => language.say('badge.title.quiet'));
