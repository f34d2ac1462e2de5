import { findAnswer } from './find-answer.ts';
import { findLines } from './find-lines.ts';
import { findPageNotice } from './find-page-notice.ts';
import { findPlaced, type Notice } from './find-placed.ts';
import type { WatchPlan } from './plan.ts';
import type { Root } from './selectors.ts';
import { threadOf } from './thread.ts';

/**
 * Finds every text of a page, or of a part of it, that stands where errors stand, and nothing that users and
 * models wrote. Reads only; works on any DOM.
 * @param root a whole document, or an element that appeared: then the places around it count, its page does not
 */
export function findNotices(root: Root, plan: WatchPlan): Notice[] {
  const document = root.ownerDocument ?? (root as Document);
  const thread = threadOf(document, plan);
  const placed = findPlaced(root, plan, thread);
  const taken = placed.map(({ element }) => element);
  const lines = findLines(root, plan, thread, taken);
  if (root !== document) return [...placed, ...lines];
  const page = findPageNotice(document, plan);
  const isPage = page && (placed.length === 0 || page.marks.length > 0);
  const answer = findAnswer(document, plan);
  return [...placed, ...lines, ...(answer ? [answer] : []), ...(isPage ? [page] : [])];
}
