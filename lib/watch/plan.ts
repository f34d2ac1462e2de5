import { owns } from '../detect/service-of.ts';
import type { Feature } from '../protocol/vocabulary.ts';
import { commonPhrases } from '../services/common/common.ts';
import type { CommonNotices } from '../services/common/common-schema.ts';
import { NOTHING_TO_WATCH } from '../services/nothing-to-watch.ts';
import type { NoticePlace, Sign } from '../services/notice-schema.ts';
import type { Service } from '../services/schema.ts';
import { answersOf, type Openings, openingsOf } from './known-texts.ts';
import { type Learned, type Patience, patienceFor } from './patience.ts';

/**
 * What a page's watcher needs to know of its service: where to look, and by what it knows a text that must not leave
 * the page unless it is a known one. All other texts are judged in the background. Plain data, sent as one message. A
 * selector that is empty matches nothing.
 */
export interface WatchPlan {
  readonly v: 2;
  readonly hosts: readonly string[];
  /** The host's paths that are the service's; none when all are. */
  readonly paths: readonly string[];
  readonly endpoints: readonly PlannedEndpoint[];
  readonly ignore: readonly string[];
  /** Conversation text of either side. */
  readonly messages: string;
  readonly user: string;
  readonly assistant: string;
  readonly turns: string;
  readonly composer: string;
  /** The user's words elsewhere, and what is no text of the app. */
  readonly exclude: string;
  readonly hidden: string;
  readonly lineExclude: string;
  readonly notices: readonly NoticePlace[];
  readonly signs: readonly Sign[];
  readonly pageSigns: readonly Sign[];
  /** Texts that, alone as the last answer, are one of the service's messages. */
  readonly answers: readonly string[];
  readonly openings: Openings;
  readonly progress: PlannedProgress;
}

/** How to follow one turn of a conversation. */
export interface PlannedProgress {
  /** Matches while the page waits for an answer or writes one; empty when the service has no such mark. */
  readonly busy: string;
  readonly thinking: string;
  readonly patience: Patience;
}

export interface PlannedEndpoint {
  readonly path: string;
  readonly feature: Feature;
  /** The user asked for it; else pages ask by themselves. */
  readonly use: boolean;
  /** Asked by the stop button: any answer is told at once, before the page's complaint about it. */
  readonly stop?: boolean;
}

/**
 * @param service the service whose page it is
 * @param host the page's host
 * @param common what holds for every service
 * @param learned how long this browser has seen answers pause
 * @returns what to watch there; null when the host's pages are not the service's
 */
export function planFor(
  service: Service,
  host: string,
  common: CommonNotices,
  learned: Learned = {},
): WatchPlan | null {
  if (!service.hosts.includes(host) || !owns(service, host)) return null;
  const watch = service.watch ?? NOTHING_TO_WATCH;
  const stop = watch.stop.map((path): PlannedEndpoint => {
    return { path, feature: 'conversation', use: true, stop: true };
  });
  return {
    v: 2,
    hosts: [...service.hosts, ...service.requestHosts],
    paths: service.paths?.[host] ?? [],
    endpoints: [
      ...stop,
      ...watch.endpoints.map(({ path, feature, role }) => ({ path, feature, use: role === 'use' })),
    ],
    ignore: watch.ignore,
    messages: [...watch.messages.user, ...watch.messages.assistant].join(','),
    user: watch.messages.user.join(','),
    assistant: watch.messages.assistant.join(','),
    turns: watch.turns.join(','),
    composer: watch.composer.join(','),
    exclude: [...watch.exclude, ...common.exclude].join(','),
    hidden: common.hidden.join(','),
    lineExclude: [...watch.lineExclude, ...common.lineExclude].join(','),
    notices: [...watch.notices, ...common.notices],
    signs: byMark([...watch.signs, ...common.signs]),
    pageSigns: common.pageSigns,
    answers: answersIn(service),
    openings: openingsOf([...(service.phrases ?? []), ...commonPhrases]),
    progress: {
      busy: watch.progress?.busy.join(',') ?? '',
      thinking: watch.progress?.thinking.join(',') ?? '',
      patience: patienceFor(watch.progress?.usual ?? null, learned),
    },
  };
}

/** Only where the data says that the service speaks of its failures as an answer. */
function answersIn({ watch, phrases = [] }: Service): readonly string[] {
  const speaks =
    watch?.notices.some(({ place }) => place === 'answer') ||
    phrases.some(({ places }) => places?.includes('answer'));
  return speaks ? answersOf(phrases) : [];
}

/** One selector for each mark, so that a watcher asks once. */
function byMark(signs: readonly Sign[]): Sign[] {
  const selectors = new Map<Sign['mark'], string[]>();
  for (const { selector, mark } of signs) {
    selectors.set(mark, [...(selectors.get(mark) ?? []), selector]);
  }
  return [...selectors].map(([mark, list]) => ({ mark, selector: list.join(',') }));
}
