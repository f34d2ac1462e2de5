import { PopupPage } from '../../components/popup-page.tsx';
import { startPage } from '../../components/start-page.tsx';

void startPage(PopupPage, 'badge.title.quiet');
