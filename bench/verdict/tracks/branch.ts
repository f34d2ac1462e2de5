import { SCORES } from '../detectors/all-detectors.ts';
import { Passage } from '../metrics/passage.ts';
import type { Told } from '../ours/course.ts';
import type { Shape } from '../sim/shapes.ts';
import type { Moment } from './quiet.ts';

export interface BranchPlan {
  readonly seed: number;
  readonly shape: Shape;
  /** Length of the outage. Minutes. */
  readonly minutes: number;
  /** How long to watch after its end. */
  readonly after: number;
  /** By score, the thresholds at which alarms are followed through. */
  readonly thresholds: readonly (readonly number[])[];
  /** Fakes that all fail, by honest voices of the minute. */
  readonly fakes?: (tried: number) => number;
}

/** An alarm followed through at one threshold. */
export interface Followed {
  /** Minutes from the outage's end to the last alarm; 0 if there is none after it. */
  readonly quietAfter: number;
  /** Changes between alarm and none. */
  readonly flips: number;
}

export interface Branch {
  /** By score. */
  readonly passages: readonly Passage[];
  /** By score, then by threshold. */
  readonly followed: readonly (readonly Followed[])[];
  /** What the fold told at the thresholds it ships with. */
  readonly told: readonly Told[];
}

/** Lets copies of all detectors live through one outage; the moment given stays as it is. */
export function branchOff(moment: Moment, plan: BranchPlan): Branch {
  const { shape, minutes, after, thresholds, fakes } = plan;
  const start = moment.minute + 1;
  const told: Told[] = [];
  const all = moment.all.clone((minute, { state, level }) => {
    told.push({ at: minute - start, state, level });
  });
  const crowd = moment.crowd.fork(plan.seed);
  const passages = SCORES.map((_, index) => new Passage(moment.all.scores[index] ?? 0));
  const followed = thresholds.map((levels) =>
    levels.map(() => ({ quietAfter: 0, flips: 0, isOn: false })),
  );
  for (let at = 0; at < minutes + after; at += 1) {
    const expected = crowd.expected();
    const { tried, failed } = crowd.next(shape(at));
    const lies = fakes?.(tried) ?? 0;
    all.push({ minute: start + at, tried: tried + lies, failed: failed + lies, expected });
    for (const [index, passage] of passages.entries()) {
      const score = all.scores[index] ?? 0;
      if (at < minutes) passage.add(at, score);
      followed[index]?.forEach((follow, place) => {
        const isOn = score >= (thresholds[index]?.[place] ?? Number.POSITIVE_INFINITY);
        if (isOn !== follow.isOn) follow.flips += 1;
        follow.isOn = isOn;
        if (isOn && at >= minutes) follow.quietAfter = at - minutes + 1;
      });
    }
  }
  return { passages, followed, told };
}
