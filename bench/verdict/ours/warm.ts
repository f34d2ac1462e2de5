import { createFold, type Fold } from '../../../server/verdict/fold.ts';
import { type Crowd, type CrowdOptions, createCrowd, DAY } from '../sim/crowd.ts';
import { seedOf } from '../sim/random.ts';

const LEARN_DAYS = 3;

/** Minutes between two copies that branch off. */
const EVERY = 37;

/** A fold that has learned a quiet crowd, and goes on learning between two branches. */
export interface Warm {
  readonly fold: Fold;
  /** Lets some quiet minutes pass. @returns the crowd's next minutes, with chance of their own */
  branch(): Crowd;
}

export function createWarm(options: CrowdOptions): Warm {
  const crowd = createCrowd(options);
  const fold = createFold();
  let minute = 0;
  let branches = 0;
  const pass = (minutes: number) => {
    for (let passed = 0; passed < minutes; passed += 1) {
      fold.push({ minute, ...crowd.next(null) });
      minute += 1;
    }
  };
  pass(LEARN_DAYS * DAY);
  return {
    fold,
    branch() {
      pass(EVERY);
      branches += 1;
      return crowd.fork(seedOf(options.seed, 1000 + branches));
    },
  };
}
