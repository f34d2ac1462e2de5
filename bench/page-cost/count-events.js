// Notes in `storage.session` each start of the background and each event it gets; `counted-copy.ts` puts it first.
let serial = 0;

function note(kind) {
  serial += 1;
  const key = `noted/${Date.now()}/${serial}/${Math.random()}`;
  chrome.storage.session.set({ [key]: { kind, at: Date.now() } });
}

/** @param kindOf tells from the event's arguments what it is; null for none of interest */
function count(event, kindOf) {
  const add = event.addListener.bind(event);
  event.addListener = (listener, ...rest) => {
    const counted = (...args) => {
      note(kindOf(...args));
      return listener(...args);
    };
    add(counted, ...rest);
  };
}

note('start');
count(chrome.runtime.onMessage, (message, sender) =>
  sender.tab && sender.url?.startsWith('https:') ? `page message: ${message?.type}` : 'own page',
);
for (const name of ['onErrorOccurred', 'onCompleted']) {
  count(chrome.webRequest[name], ({ url }) => `request: ${name} ${new URL(url).pathname}`);
}
count(chrome.alarms.onAlarm, () => 'alarm');
