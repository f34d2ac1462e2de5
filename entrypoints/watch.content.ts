import { defineContentScript } from 'wxt/utils/define-content-script';
import { connectToBackground } from '../lib/platform/page-messaging.ts';
import { coreMatches } from '../lib/services/watched-hosts.ts';
import { startWatch } from '../lib/watch/start-watch.ts';

export default defineContentScript({
  matches: coreMatches,
  runAt: 'document_start',
  allFrames: false,
  world: 'ISOLATED',
  noScriptStartedPostMessage: true,
  main: () => startWatch(window, connectToBackground()),
});
