/** Where the view is kept in `storage.local`. In a file of its own, so that pages need not carry zod for it. */
export const VIEW_KEY = 'view';
