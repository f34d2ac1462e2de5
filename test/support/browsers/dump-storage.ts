import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { Session } from './session.ts';

declare const chrome: ExtensionApi;

/** @returns everything that the extension has stored, as text: both storage areas and every database, keys and values */
export function dumpStorage(session: Session): Promise<string> {
  return session.run(readEverything);
}

async function readEverything(): Promise<string> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const databases: Record<string, unknown> = {};
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([
        done(objects.getAllKeys()),
        done(objects.getAll()),
      ]);
      databases[`${name}.${store}`] = { keys, values };
    }
    database.close();
  }
  const [local, session] = await Promise.all([
    chrome.storage.local.get(),
    chrome.storage.session.get(),
  ]);
  return JSON.stringify({ databases, local, session }, (_, value: unknown) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(ArrayBuffer.isView(value) ? value.buffer : value);
      return btoa(String.fromCharCode(...bytes));
    }
    return value;
  });
}
