import { join } from 'node:path';
import { BUILDS } from './build-extensions.ts';

/**
 * @param root the project's folder
 * @returns how to load the builds by hand in each browser, ready to print
 */
export function howToLoad(root: string): string {
  const chrome = join(root, BUILDS.chrome);
  const firefox = join(root, BUILDS.firefox);
  return `
Load the extension by hand:
  Chrome   chrome://extensions  > switch on "Developer mode" > "Load unpacked" > choose ${chrome}
  Edge     edge://extensions    > switch on "Developer mode" > "Load unpacked" > choose ${chrome}
  Firefox  about:debugging#/runtime/this-firefox > "Load Temporary Add-on..." > choose ${join(firefox, 'manifest.json')}
Then open https://chatgpt.com or https://claude.ai and glance at the toolbar.`;
}
