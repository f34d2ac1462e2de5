import type { Key } from '../language/messages.ts';
import type { CrowdCondition } from './crowd.ts';
import type { OwnCondition } from './own.ts';

/** Whose trouble it is: the reader's own, everyone's, or not to be told yet. */
export type Scope = 'you' | 'everyone' | 'unknown';

/** The first words of the verdict. */
export type LeadKey = Extract<Key, `lead.${string}`>;

/** The first words and whom they are about. */
export type Lead = readonly [Scope, LeadKey];

type Known = 'outage' | 'degraded' | 'suspected' | 'recovering' | 'operational';
type Seen = 'failing' | 'unclear' | 'recovered' | 'fine' | 'idle' | 'lost' | 'off';

const LEADS: Readonly<Record<Seen, Readonly<Record<Known | 'unknown', Lead>>>> = {
  failing: {
    outage: ['everyone', 'lead.outage.you-too'],
    degraded: ['everyone', 'lead.degraded.you-too'],
    suspected: ['everyone', 'lead.suspected.you-too'],
    recovering: ['everyone', 'lead.recovering.not-you'],
    operational: ['you', 'lead.only-you'],
    unknown: ['unknown', 'lead.your-tab'],
  },
  unclear: {
    outage: ['everyone', 'lead.outage.you-too'],
    degraded: ['everyone', 'lead.degraded.you-too'],
    suspected: ['everyone', 'lead.suspected.you-too'],
    recovering: ['everyone', 'lead.recovering.not-you'],
    operational: ['you', 'lead.only-you'],
    unknown: ['unknown', 'lead.unclear'],
  },
  recovered: {
    outage: ['everyone', 'lead.outage.not-you'],
    degraded: ['everyone', 'lead.degraded.not-you'],
    suspected: ['everyone', 'lead.suspected.not-you'],
    recovering: ['everyone', 'lead.recovering.again'],
    operational: ['you', 'lead.again'],
    unknown: ['unknown', 'lead.again'],
  },
  fine: {
    outage: ['everyone', 'lead.outage.not-you'],
    degraded: ['everyone', 'lead.degraded.not-you'],
    suspected: ['everyone', 'lead.suspected.not-you'],
    recovering: ['everyone', 'lead.recovering.fine'],
    operational: ['everyone', 'lead.all-fine'],
    unknown: ['unknown', 'lead.fine'],
  },
  idle: {
    outage: ['everyone', 'lead.outage'],
    degraded: ['everyone', 'lead.degraded'],
    suspected: ['everyone', 'lead.suspected'],
    recovering: ['everyone', 'lead.recovering'],
    operational: ['everyone', 'lead.others-fine'],
    unknown: ['unknown', 'lead.unknown'],
  },
  lost: unwatched('lead.lost'),
  off: unwatched('lead.off'),
};

/** Trouble that is known is told; without any, that nothing can be seen comes first. */
function unwatched(key: LeadKey): Readonly<Record<Known | 'unknown', Lead>> {
  return {
    outage: ['everyone', 'lead.outage'],
    degraded: ['everyone', 'lead.degraded'],
    suspected: ['everyone', 'lead.suspected'],
    recovering: ['everyone', 'lead.recovering'],
    operational: ['unknown', key],
    unknown: ['unknown', key],
  };
}

/** What is said about the others when the reader's own side is the cause, or when nothing is known about them. */
export const OTHERS: Readonly<Record<CrowdCondition, Key>> = {
  operational: 'others.operational',
  suspected: 'others.suspected',
  degraded: 'others.degraded',
  outage: 'others.outage',
  recovering: 'others.recovering',
  few: 'others.few',
  paused: 'others.paused',
  stale: 'others.stale',
  unreadable: 'others.unreadable',
  unfetched: 'others.unfetched',
  'no-access': 'others.no-access',
};

/** @returns the first words for every combination of this browser's own state and everyone's */
export function leadOf(own: OwnCondition, crowd: CrowdCondition): Lead {
  if (!isSeen(own)) return ['you', `lead.you.${own}`];
  return LEADS[own][isKnown(crowd) ? crowd : 'unknown'];
}

/** @returns whether the first words tell how the others fare */
export function tellsOthers(own: OwnCondition, crowd: CrowdCondition): boolean {
  const isBlind = own === 'lost' || own === 'off';
  return isSeen(own) && isKnown(crowd) && !(isBlind && crowd === 'operational');
}

/** @returns whether a condition comes from what was seen of the service, not from the reader's own side */
export function isSeen(own: OwnCondition): own is Seen {
  return own in LEADS;
}

/** @returns whether the crowd's condition says something about the service itself */
export function isKnown(crowd: CrowdCondition): crowd is Known {
  return crowd in LEADS.idle;
}
