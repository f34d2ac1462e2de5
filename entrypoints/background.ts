import '../lib/platform/zod-without-eval.ts';
import { defineBackground } from 'wxt/utils/define-background';
import { createBackground } from '../lib/background/create-background.ts';
import { createAlarm, ensureAlarm } from '../lib/platform/alarm.ts';
import { browserParts } from '../lib/platform/background-parts.ts';
import { listen, logFailure } from '../lib/platform/listeners.ts';
import { openService } from '../lib/platform/open-service.ts';
import { openWelcome } from '../lib/platform/open-welcome.ts';
import { createHostWatching } from '../lib/platform/watch-allowed-hosts.ts';
import { bundledServices } from '../lib/services/bundled.ts';

export default defineBackground(() => {
  const wakeAt = createAlarm(() => void ready.then(({ tick }) => tick()).catch(logFailure));
  const background = createBackground(browserParts(wakeAt));
  // What fails here may work at the next event, which must not find it failed for good.
  const ready = ensureAlarm()
    .then(background.start)
    .catch(logFailure)
    .then(() => background);
  const watchHosts = createHostWatching(bundledServices);

  listen(bundledServices, {
    fromPage: async (...message) => (await ready).fromPage(...message),
    fromUi: async (message) => (await ready).fromUi(message),
    requestEnded: async (details) => (await ready).requestEnded(details),
    permissionsChanged: async () => {
      await Promise.all([watchHosts(), (await ready).permissionsChanged()]);
    },
    returnClicked: (service) => openService(bundledServices, service),
    installed: async (isFirst) => {
      if (isFirst) await openWelcome();
      await watchHosts();
      await (await ready).tick();
    },
    started: async () => {
      await watchHosts();
      await (await ready).tick();
    },
  });
});
