import { matchesPattern } from '../detect/match-endpoint.ts';
import type { WatchPlan } from './plan.ts';

/** Which part of a host is the service's: some share theirs with something else. */
export interface Scope {
  /** Whether the page is in it now; apps move on without loading a new document. */
  holds(): boolean;
  /** @param path of a document */
  covers(path: string): boolean;
}

/** @param location the page's, read at each question */
export function createScope(
  location: Pick<Location, 'hostname' | 'pathname'>,
  { paths }: Pick<WatchPlan, 'paths'>,
): Scope {
  let last = '';
  let verdict = false;
  const covers = (path: string): boolean =>
    paths.length === 0 || paths.some((pattern) => matchesPattern(pattern, location.hostname, path));
  return {
    covers,
    holds() {
      if (paths.length === 0) return true;
      const { pathname } = location;
      if (pathname !== last) {
        last = pathname;
        verdict = covers(pathname);
      }
      return verdict;
    },
  };
}
