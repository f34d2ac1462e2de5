import type { Key } from '../language/messages.ts';
import { type CrowdCondition, isIncident } from './crowd.ts';
import type { OwnCondition } from './own.ts';

/** Whose trouble it is: the reader's own, everyone's, or not to be told yet. */
export type Scope = 'you' | 'everyone' | 'unknown';

/** The first words of the verdict. */
export type LeadKey = Extract<Key, `lead.${string}`>;

/** The first words and whom they are about. */
export type Lead = readonly [Scope, LeadKey];

type Known = 'outage' | 'degraded' | 'suspected' | 'recovering' | 'operational';
type Seen = 'failing' | 'unclear' | 'recovered' | 'fine' | 'idle' | 'lost' | 'off';

/** What is said for each state of this browser's own, beside everyone's. */
interface Row {
  /** Beside trouble: whether it is the reader's too. */
  readonly trouble: '' | '.you-too' | '.not-you';
  readonly recovering: LeadKey;
  readonly operational: Lead;
  readonly unknown: LeadKey;
}

const ROWS: Readonly<Record<Seen, Row>> = {
  failing: {
    trouble: '.you-too',
    recovering: 'lead.recovering.not-you',
    operational: ['you', 'lead.only-you'],
    unknown: 'lead.your-tab',
  },
  unclear: {
    trouble: '.you-too',
    recovering: 'lead.recovering.not-you',
    operational: ['you', 'lead.only-you'],
    unknown: 'lead.unclear',
  },
  recovered: {
    trouble: '.not-you',
    recovering: 'lead.recovering.again',
    operational: ['you', 'lead.again'],
    unknown: 'lead.again',
  },
  fine: {
    trouble: '.not-you',
    recovering: 'lead.recovering.fine',
    operational: ['everyone', 'lead.all-fine'],
    unknown: 'lead.fine',
  },
  idle: {
    trouble: '',
    recovering: 'lead.recovering',
    operational: ['everyone', 'lead.others-fine'],
    unknown: 'lead.unknown',
  },
  lost: unwatched('lead.lost'),
  off: unwatched('lead.off'),
};

/** Trouble that is known is told; without any, that nothing can be seen comes first. */
function unwatched(key: LeadKey): Row {
  return {
    trouble: '',
    recovering: 'lead.recovering',
    operational: ['unknown', key],
    unknown: key,
  };
}

/** @returns the first words for every combination of this browser's own state and everyone's */
export function leadOf(own: OwnCondition, crowd: CrowdCondition): Lead {
  if (!isSeen(own)) return ['you', `lead.you.${own}`];
  const { trouble, recovering, operational, unknown } = ROWS[own];
  if (isIncident(crowd)) return ['everyone', `lead.${crowd}${trouble}`];
  if (crowd === 'recovering') return ['everyone', recovering];
  return crowd === 'operational' ? operational : ['unknown', unknown];
}

/** @returns whether the first words tell how the others fare */
export function tellsOthers(own: OwnCondition, crowd: CrowdCondition): boolean {
  const isBlind = own === 'lost' || own === 'off';
  return isSeen(own) && isKnown(crowd) && !(isBlind && crowd === 'operational');
}

/** @returns whether a condition comes from what was seen of the service, not from the reader's own side */
export function isSeen(own: OwnCondition): own is Seen {
  return own in ROWS;
}

/** @returns whether the crowd's condition says something about the service itself */
export function isKnown(crowd: CrowdCondition): crowd is Known {
  return isIncident(crowd) || crowd === 'recovering' || crowd === 'operational';
}
