import type { Normal } from './baseline.ts';
import type { Recent } from './recent.ts';

/** What the fold knows beside the incident itself. */
export interface Surroundings {
  readonly minute: number;
  readonly tried: number;
  readonly failed: number;
  readonly recent: Recent;
  readonly normal: Normal;
  readonly warm: boolean;
}
