import { owns } from '../detect/service-of.ts';
import type { Feature } from '../protocol/vocabulary.ts';
import type { CommonNotices } from '../services/common/common-schema.ts';
import type { NoticePlace, Sign } from '../services/notice-schema.ts';
import type { Service, Watch } from '../services/schema.ts';

/**
 * What a page's watcher needs to know of its service: where to look, never what to look for. Texts are judged in
 * the background. Plain data, sent as one message. A selector that is empty matches nothing.
 */
export interface WatchPlan {
  readonly v: 1;
  readonly hosts: readonly string[];
  readonly endpoints: readonly PlannedEndpoint[];
  readonly ignore: readonly string[];
  /** Conversation text of either side. */
  readonly messages: string;
  readonly user: string;
  readonly turns: string;
  readonly composer: string;
  /** The user's words elsewhere, and what is no text of the app. */
  readonly exclude: string;
  readonly hidden: string;
  readonly lineExclude: string;
  readonly notices: readonly NoticePlace[];
  readonly signs: readonly Sign[];
  readonly pageSigns: readonly Sign[];
}

export interface PlannedEndpoint {
  readonly path: string;
  readonly feature: Feature;
  /** The user asked for it; else pages ask by themselves. */
  readonly use: boolean;
  /** Asked by the stop button: any answer is told at once, before the page's complaint about it. */
  readonly stop?: boolean;
}

const EMPTY: Watch = {
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

/**
 * @param service the service whose page it is
 * @param host the page's host
 * @param common what holds for every service
 * @returns what to watch there; null when the host's pages are not the service's
 */
export function planFor(service: Service, host: string, common: CommonNotices): WatchPlan | null {
  if (!service.hosts.includes(host) || !owns(service, host)) return null;
  const watch = service.watch ?? EMPTY;
  const stop = watch.stop.map((path): PlannedEndpoint => {
    return { path, feature: 'conversation', use: true, stop: true };
  });
  return {
    v: 1,
    hosts: [...service.hosts, ...service.requestHosts],
    endpoints: [
      ...stop,
      ...watch.endpoints.map(({ path, feature, role }) => ({ path, feature, use: role === 'use' })),
    ],
    ignore: watch.ignore,
    messages: [...watch.messages.user, ...watch.messages.assistant].join(','),
    user: watch.messages.user.join(','),
    turns: watch.turns.join(','),
    composer: watch.composer.join(','),
    exclude: [...watch.exclude, ...common.exclude].join(','),
    hidden: common.hidden.join(','),
    lineExclude: [...watch.lineExclude, ...common.lineExclude].join(','),
    notices: [...watch.notices, ...common.notices],
    signs: [...watch.signs, ...common.signs],
    pageSigns: common.pageSigns,
  };
}
