import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startPopup } from '../components/start-popup.tsx';
import base from '../components/style/base.css?inline';
import popup from '../components/style/popup.css?inline';
import tokens from '../components/style/tokens.css?inline';

// Style, and what other pages share, are in this one file: each further one keeps the first words waiting, some 10 ms.
export default defineUnlistedScript(() => {
  const style = new CSSStyleSheet();
  style.replaceSync(tokens + base + popup);
  document.adoptedStyleSheets = [style];
  void startPopup();
});
