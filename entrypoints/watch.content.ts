import { defineContentScript } from 'wxt/utils/define-content-script';
import { isFirstWatcher } from '../lib/platform/first-watcher.ts';
import { connectToBackground } from '../lib/platform/page-messaging.ts';
import { startWatch } from '../lib/watch/start-watch.ts';

export default defineContentScript({
  // Where it starts is in lib/platform/manifest.ts and optional-hosts.ts: the script carries no list of hosts.
  registration: 'runtime',
  world: 'ISOLATED',
  noScriptStartedPostMessage: true,
  async main() {
    const connection = connectToBackground();
    if (isFirstWatcher(connection)) await startWatch(window, connection);
  },
});
