import { startPage } from '../../components/start-page.tsx';
import { WelcomePage } from '../../components/welcome-page.tsx';
import { loadPageLanguage } from '../../lib/language/load-page-language.ts';

void startPage(WelcomePage, loadPageLanguage, (language) => language.say('welcome.title'));
