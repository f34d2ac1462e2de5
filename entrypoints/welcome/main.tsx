import { startPage } from '../../components/start-page.tsx';
import { WelcomePage } from '../../components/welcome-page.tsx';

void startPage(WelcomePage, 'welcome.title');
