import { OptionsPage } from '../../components/options-page.tsx';
import { startPage } from '../../components/start-page.tsx';

void startPage(OptionsPage, 'options.title');
