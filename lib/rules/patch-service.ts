import type { Endpoint } from '../services/endpoint-schema.ts';
import { NOTHING_TO_WATCH } from '../services/nothing-to-watch.ts';
import type { PhraseData } from '../services/notice-schema.ts';
import type { Off, Put, ServicePatch } from '../services/patch-schema.ts';
import { endpointName, noticeName, phraseTexts, signName } from '../services/rule-names.ts';
import type { Service, Watch } from '../services/schema.ts';
import { overlaps } from './overlaps.ts';

type Progress = NonNullable<Watch['progress']>;

/**
 * Puts a patch over a service. Who the service is, where it lives and what is kept out of sight there stays as the
 * extension brought it: hosts, and all that marks the reader's own words, of which there can only be more.
 * @returns null when the patch switches the service off
 */
export function patchService(service: Service, patch: ServicePatch): Service | null {
  if (patch.switchedOff) return null;
  const { off = {}, put = {} } = patch;
  return {
    ...service,
    watch: patchWatch(service.watch ?? NOTHING_TO_WATCH, off, put),
    phrases: patchPhrases(service.phrases ?? [], off.phrases ?? [], put.phrases ?? []),
    without: {
      notices: [...(service.without?.notices ?? []), ...(off.notices ?? [])],
      signs: [...(service.without?.signs ?? []), ...(off.signs ?? [])],
      phrases: [...(service.without?.phrases ?? []), ...(off.phrases ?? [])],
    },
  };
}

function patchWatch(watch: Watch, off: Off, put: Put): Watch {
  const progress = patchProgress(watch.progress, off, put);
  return {
    endpoints: patchList(
      silenced(watch.endpoints, off.endpoints),
      [],
      quieted(put.endpoints, watch),
      endpointName,
    ),
    pages: patchList(silenced(watch.pages, off.pages), [], put.pages, endpointName),
    ignore: union(watch.ignore, put.ignore),
    stop: patchList(watch.stop, off.stop, put.stop, itself),
    messages: {
      user: union(watch.messages.user, put.user),
      assistant: union(watch.messages.assistant, put.assistant),
    },
    turns: patchList(watch.turns, off.turns, put.turns, itself),
    composer: union(watch.composer, put.composer),
    exclude: union(watch.exclude, put.exclude),
    lineExclude: union(watch.lineExclude, put.lineExclude),
    notices: patchList(watch.notices, off.notices, put.notices, noticeName),
    signs: patchList(watch.signs, off.signs, put.signs, signName),
    ...(progress ? { progress } : {}),
  };
}

function patchProgress(progress: Progress | undefined, off: Off, put: Put): Progress | undefined {
  const usual = put.usual ?? progress?.usual;
  // Without a pace nothing can be too slow.
  if (!usual) return undefined;
  return {
    busy: patchList(progress?.busy ?? [], off.busy, put.busy, itself),
    thinking: patchList(progress?.thinking ?? [], off.thinking, put.thinking, itself),
    usual,
  };
}

/** What pages ask by themselves must not come to count as use, or more minutes would be told than were used. */
function quieted(endpoints: readonly Endpoint[] = [], watch: Watch): readonly Endpoint[] {
  const used = watch.endpoints.filter(({ role }) => role === 'use').map(endpointName);
  const quiet = watch.endpoints.filter(({ role }) => role === 'quiet').map(({ path }) => path);
  const silent = [...quiet, ...watch.ignore];
  return endpoints.map((endpoint) => {
    const isQuiet =
      !used.includes(endpointName(endpoint)) &&
      silent.some((path) => overlaps(path, endpoint.path));
    return isQuiet ? { ...endpoint, role: 'quiet' } : endpoint;
  });
}

/** They keep their place: without it a later, more general address would stand for theirs. */
function silenced(endpoints: readonly Endpoint[], off: readonly string[] = []): Endpoint[] {
  return endpoints.map((endpoint) =>
    off.includes(endpointName(endpoint)) ? { ...endpoint, role: 'quiet', off: true } : endpoint,
  );
}

/** New rules come first, so that they win; one with the name of another takes its place. */
function patchList<T>(
  list: readonly T[],
  off: readonly string[] = [],
  put: readonly T[] = [],
  nameOf: (rule: T) => string,
): T[] {
  const kept = list.filter((rule) => !off.includes(nameOf(rule)));
  const names = kept.map(nameOf);
  const byName = new Map(put.map((rule) => [nameOf(rule), rule]));
  const added = put.filter((rule) => !names.includes(nameOf(rule)));
  return [...added, ...kept.map((rule) => byName.get(nameOf(rule)) ?? rule)];
}

function patchPhrases(
  phrases: readonly PhraseData[],
  off: readonly string[],
  put: readonly PhraseData[],
): PhraseData[] {
  const gone = new Set([...off, ...put.flatMap(phraseTexts)]);
  const kept = phrases.flatMap((phrase) => {
    const texts = Object.entries(phrase.texts)
      .map(([language, all]) => [language, all.filter((text) => !gone.has(text))] as const)
      .filter(([, all]) => all.length > 0);
    return texts.length > 0 ? [{ ...phrase, texts: Object.fromEntries(texts) }] : [];
  });
  return [...put, ...kept];
}

function union(list: readonly string[], more: readonly string[] = []): string[] {
  return [...new Set([...list, ...more])];
}

function itself(rule: string): string {
  return rule;
}
