import { coldBaseline } from './baseline.ts';
import { ROBUST_ALTERNATIVES } from './create-tests.ts';
import { ALTERNATIVES, noEvidence } from './detector.ts';
import { noOnset } from './onset.ts';
import { noRecent } from './recent.ts';
import { silent } from './silence.ts';
import type { VerdictState } from './verdict-state.ts';

/** The state of a service that nothing is known of. */
export function newVerdictState(): VerdictState {
  return {
    v: 3,
    minute: null,
    recent: noRecent(),
    silence: silent(),
    baseline: coldBaseline(),
    fast: noEvidence(),
    robust: noEvidence(ROBUST_ALTERNATIVES),
    onset: noOnset(ALTERNATIVES),
    incident: null,
    closed: null,
    verdict: { state: 'unknown', level: null, since: null },
  };
}
