import type { Delays } from '../metrics/delays.ts';
import type { Quiet } from '../sim/crowd.ts';

export const SHAPES = ['step', 'ramp'] as const;
export type ShapeName = (typeof SHAPES)[number];

/** One score at one threshold, in quiet and in outages. */
export interface AtThreshold {
  readonly threshold: number;
  /** False alarms a year that came about, with the 95 % interval. */
  readonly rate: number;
  readonly interval: readonly [number, number];
  readonly settings: readonly SettingResult[];
}

export interface SettingResult {
  readonly share: number;
  readonly shape: ShapeName;
  readonly delays: Delays;
  /** Median minutes from the outage's end to the last alarm. */
  readonly quietAfter: number | null;
  /** Mean changes between alarm and none in one outage. */
  readonly flips: number | null;
}

export interface ScoreResult {
  readonly name: string;
  /** In the order of `RATES`. */
  readonly tuned: readonly AtThreshold[];
  /** At as many false alarms as the fold as shipped had: the same rate for everyone. */
  readonly matched: AtThreshold;
}

/** The fold at the thresholds it ships with. */
export interface ShippedResult {
  readonly share: number;
  readonly shape: ShapeName;
  readonly noticed: Delays;
  readonly confirmed: Delays;
  readonly outage: Delays;
  /** Minutes from the outage's end. */
  readonly recovering: Delays;
  readonly operational: Delays;
  /** Part of the outages with more than four changes of state. */
  readonly restless: number;
  readonly liftedEarly: number;
}

export interface ShippedQuiet {
  readonly alarms: number;
  readonly confirmed: number;
  readonly outages: number;
  readonly operational: number;
}

export interface CellResult {
  readonly voices: number;
  readonly quiet: Quiet;
  readonly missing: number;
  readonly years: number;
  readonly shippedQuiet: ShippedQuiet;
  readonly shipped: readonly ShippedResult[];
  readonly scores: readonly ScoreResult[];
}
