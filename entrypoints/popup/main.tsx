import { startPopup } from '../../components/start-popup.tsx';

void startPopup();
