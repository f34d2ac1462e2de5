import { startTabPage } from '../../components/start-tab-page.tsx';
import { WelcomePage } from '../../components/welcome-page.tsx';

void startTabPage(WelcomePage, 'welcome.title');
