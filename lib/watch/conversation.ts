import type { WatchPlan } from './plan.ts';
import { join, MAX_DEPTH } from './selectors.ts';

/** Verdicts are kept so long, since an element can be used for something else. Milliseconds. */
const KEEP_MS = 2_000;

/** Tells quickly, for one change after the other, whether it happened in somebody's words. */
export interface Conversation {
  /** To be called before each batch of questions. @param time milliseconds that run evenly */
  renew(time: number): void;
  /** @returns the outermost container of a user's or model's words around the node, null when there is none */
  containerOf(node: Node): Element | null;
}

/**
 * Asks each element once in a while, and nothing below a container: a change in a long answer costs one look-up, however
 * deep the page is. What lies deeper than anything that is looked at counts as words.
 */
export function createConversation(plan: WatchPlan): Conversation {
  const selector = join([plan.messages, plan.composer, plan.exclude]);
  let verdicts = new WeakMap<Node, Element | null>();
  let until = -Infinity;

  const ask = (node: Node): Element | null => {
    const asked: Node[] = [];
    let verdict: Element | null = null;
    for (let next: Node | null = node; next; next = next.parentElement) {
      const known = verdicts.get(next);
      if (known !== undefined) {
        verdict = known;
        break;
      }
      asked.push(next);
      if (asked.length > MAX_DEPTH) {
        verdict = next as Element;
        break;
      }
    }
    for (let next = asked.pop(); next; next = asked.pop()) {
      if (!verdict && next.nodeType === 1 && (next as Element).matches(selector)) {
        verdict = next as Element;
      }
      verdicts.set(next, verdict);
    }
    return verdict;
  };

  return {
    renew(time) {
      if (time <= until) return;
      verdicts = new WeakMap();
      until = time + KEEP_MS;
    },
    containerOf(node) {
      if (selector === '') return null;
      const known = verdicts.get(node);
      return known === undefined ? ask(node) : known;
    },
  };
}
