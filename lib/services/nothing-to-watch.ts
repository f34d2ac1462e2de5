import type { Watch } from './schema.ts';

/** What is observed of a service of which nothing is known but its addresses. */
export const NOTHING_TO_WATCH: Watch = {
  endpoints: [],
  pages: [],
  ignore: [],
  stop: [],
  messages: { user: [], assistant: [] },
  turns: [],
  composer: [],
  exclude: [],
  lineExclude: [],
  notices: [],
  signs: [],
};
