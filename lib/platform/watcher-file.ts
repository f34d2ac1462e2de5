/** The built file of entrypoints/watch.content.ts, below the extension's folder. */
export const WATCHER_FILE = 'content-scripts/watch.js';
