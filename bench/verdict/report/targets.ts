import type { Measured } from '../run/measure.ts';
import {
  confirmedAt3,
  confirmedAt30,
  ratioMedian,
  ratioSmall,
  ratioWorst,
  severe,
  twice,
} from './targets/delays.ts';
import { afterFakes, costs, fooled, held, overBesideOne, soothed } from './targets/hostile.ts';
import { lifted, mild, moderate, over, overSmall, restless, silent } from './targets/life.ts';
import {
  alarmsCalm,
  alarmsWandering,
  confirmedWandering,
  green,
  quietCalm,
} from './targets/quiet.ts';
import { february, series, vendors } from './targets/real.ts';
import type { Check, Target } from './targets/target.ts';

export type { Target };

const CHECKS: readonly Check[] = [
  ...[quietCalm, alarmsCalm, green, alarmsWandering, confirmedWandering],
  ...[ratioMedian, ratioWorst, ratioSmall, twice],
  ...[severe, confirmedAt30, confirmedAt3, moderate, mild],
  ...[over, overSmall, restless, lifted],
  ...[silent, fooled, soothed, held, overBesideOne, afterFakes, february, series, vendors, costs],
];

/** The targets of the design and the goals beyond them, against what was measured. */
export function targetsOf(measured: Measured): readonly Target[] {
  return CHECKS.map((check) => check(measured));
}
