import { OptionsPage } from '../../components/options-page.tsx';
import { startTabPage } from '../../components/start-tab-page.tsx';

void startTabPage(OptionsPage, 'options.title');
