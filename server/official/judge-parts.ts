import type { State } from '../../lib/protocol/vocabulary.ts';
import { OPERATIONAL, type ReadIncident, type Reading, unread } from './reading.ts';

/** What a document says of one part of a page; `missing` when it does not list it. */
export type PartState =
  | Extract<State, 'operational' | 'degraded' | 'outage'>
  | 'unknown'
  | 'missing';

/** An open incident on one of the parts. */
export interface OpenIncident extends ReadIncident {
  /** A fix is in place and is watched. */
  readonly isMonitoring: boolean;
  /** How bad the vendor says it is; higher is worse. */
  readonly gravity: number;
}

/** Words of Statuspage, incident.io and Flashduty. There is no state of maintenance. */
const STATES: ReadonlyMap<string, PartState> = new Map([
  ['operational', 'operational'],
  ['degraded', 'degraded'],
  ['degraded_performance', 'degraded'],
  ['partial_outage', 'degraded'],
  ['under_maintenance', 'degraded'],
  ['major_outage', 'outage'],
  ['full_outage', 'outage'],
]);

/** @returns the state a component's word stands for; `unknown` for a word that is not known */
export function partStateOf(word: string): PartState {
  return STATES.get(word) ?? 'unknown';
}

const RANK: readonly PartState[] = ['operational', 'degraded', 'outage'];

/** @returns the worst of the states that are known; null without any */
export function worstKnown(states: readonly PartState[]): PartState | null {
  const worst = Math.max(-1, ...states.map((state) => RANK.indexOf(state)));
  return RANK[worst] ?? null;
}

/**
 * What is told of one part, perhaps more than once: the worst; `unknown` when nothing worse than
 * `operational` is known and a word is not.
 * @returns null when nothing is told of it
 */
export function toldState(
  id: string,
  told: readonly { readonly id: string; readonly status: string }[],
): PartState | null {
  const states = told.filter((one) => one.id === id).map(({ status }) => partStateOf(status));
  if (states.length === 0) return null;
  const worst = worstKnown(states);
  const isDoubtful = worst === null || (worst === 'operational' && states.includes('unknown'));
  return isDoubtful ? 'unknown' : worst;
}

function explaining(incidents: readonly OpenIncident[]): OpenIncident | null {
  const [first] = incidents.toSorted(
    (a, b) => b.gravity - a.gravity || (b.publishedAt ?? 0) - (a.publishedAt ?? 0),
  );
  return first ?? null;
}

/**
 * The component decides, the incident explains: the worst of the parts; an open incident on parts that
 * are said to work makes them degraded; parts that do not, with every incident on them only watched,
 * are recovering.
 * @param incidents open ones on these parts; not information only
 * @param maintenance what explains parts that do not work, where no incident does
 */
export function judgeParts(
  states: readonly PartState[],
  incidents: readonly OpenIncident[],
  maintenance: ReadIncident | null = null,
): Reading {
  const worst = worstKnown(states);
  if (worst === null || worst === 'operational') {
    if (states.length === 0 || states.includes('missing')) return unread('part-missing');
    if (states.includes('unknown')) return unread('unknown-word');
  }
  const incident = explaining(incidents);
  if (worst === 'operational' && incident === null) return OPERATIONAL;
  const isRecovering =
    worst !== 'operational' &&
    incidents.length > 0 &&
    incidents.every(({ isMonitoring }) => isMonitoring);
  const told = incident ?? maintenance;
  return {
    isRead: true,
    state: isRecovering ? 'recovering' : worst === 'outage' ? 'outage' : 'degraded',
    since: told?.publishedAt ?? null,
    incident:
      told === null
        ? null
        : { id: told.id || told.title, title: told.title, publishedAt: told.publishedAt },
  };
}
