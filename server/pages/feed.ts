import { hash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { msOf } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { Transition } from '../store/store.ts';
import type { Html } from './layout.ts';
import { stateSentence } from './words.ts';

const MOST_ENTRIES = 100;

/** A stable id that needs no host name: a UUID of version 8 (RFC 9562) made of a hash. */
function uuidOf(name: string): string {
  const hex = hash('sha256', `outcry-feed-v1\0${name}`);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Settled changes and the newest ones as one list, oldest first. A change that settles in its minute
 * keeps its place, and so its entry's id.
 */
export function allChanges(
  settled: readonly Transition[],
  newest: readonly Transition[],
): readonly Transition[] {
  const byKey = new Map(
    [...settled, ...newest].map((change) => [`${change.service}/${change.minute}`, change]),
  );
  return [...byKey.values()].sort((a, b) => a.minute - b.minute);
}

/**
 * The changes worth telling, newest first: into and out of trouble. That a service fell silent, or has
 * voices again, is no news.
 */
export function newsOf(transitions: readonly Transition[]): readonly Transition[] {
  const inTrouble = new Set<string>();
  const news = transitions.filter(({ service, state }) => {
    if (state === 'unknown') return false;
    if (state !== 'operational') {
      inTrouble.add(service);
      return true;
    }
    return inTrouble.delete(service);
  });
  return news.toReversed().slice(0, MOST_ENTRIES);
}

function entry({ service, minute, state, level }: Transition, name: string): Html {
  const at = new Date(msOf(minute)).toISOString();
  const sentence = stateSentence(state, level);
  return html`<entry>
<id>${uuidOf(`${service}/${minute}`)}</id>
<title>${name}: ${sentence}</title>
<updated>${at}</updated>
<published>${at}</published>
<link rel="alternate" type="text/html" href="/s/${service}"/>
<category term="${state}"/>
<summary>${name}: ${sentence}, ${at.slice(0, 16).replace('T', ' ')} UTC.</summary>
</entry>
`;
}

/**
 * `GET /feed.atom`: an entry per change of a service's state, as soon as the status tells it. Late reports may
 * still take back an entry of the last minutes.
 * @param transitions oldest first
 */
export function feed(services: readonly Service[], transitions: readonly Transition[]): Html {
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const news = newsOf(transitions.filter(({ service }) => names.has(service)));
  const updated = new Date(msOf(news[0]?.minute ?? 0)).toISOString();
  return html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${uuidOf('')}</id>
<title>Outcry: changes</title>
<subtitle>When AI chatbots fail and recover, by the count of anonymous voices</subtitle>
<updated>${updated}</updated>
<author><name>Outcry</name></author>
<link rel="self" type="application/atom+xml" href="/feed.atom"/>
<link rel="alternate" type="text/html" href="/"/>
${news.map((transition) => entry(transition, names.get(transition.service) ?? ''))}</feed>
`;
}
