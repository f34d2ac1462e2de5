import type { Endpoint } from './endpoint-schema.ts';
import type { NoticePlace, PhraseData, Sign } from './notice-schema.ts';

/*
 * Each rule of a service can be named, so that a rule pack can replace it or switch it off. The name is made of what
 * the rule looks for: it stays the same when what the rule means changes, and needs no number in the data.
 */

/** @returns `/path`, or `POST /path` where methods matter */
export function endpointName({ path, methods }: Pick<Endpoint, 'path' | 'methods'>): string {
  return methods ? `${methods.join(',')} ${path}` : path;
}

/** @returns for example `toast .toast-root` */
export function noticeName({ place, selector }: Pick<NoticePlace, 'place' | 'selector'>): string {
  return `${place} ${selector}`;
}

/** @returns for example `error .text-red` */
export function signName({ mark, selector }: Sign): string {
  return `${mark} ${selector}`;
}

/** @returns every text of a phrase: each can be named by itself */
export function phraseTexts({ texts }: Pick<PhraseData, 'texts'>): readonly string[] {
  return Object.values(texts).flat();
}
