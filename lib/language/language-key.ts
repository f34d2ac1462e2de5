/** Where the chosen language is kept in `storage.local`; nothing there means the browser's. */
export const LANGUAGE_KEY = 'language';
