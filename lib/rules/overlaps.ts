import { hostOfPattern } from '../services/hosts-named-in.ts';

interface Parts {
  readonly host: string | null;
  readonly segments: readonly string[];
}

/**
 * @param one an address pattern as in `lib/services`
 * @returns whether some address fits both patterns
 */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a.host !== null && b.host !== null && a.host !== b.host) return false;
  const longest = Math.max(a.segments.length, b.segments.length);
  for (let index = 0; index < longest; index += 1) {
    const [left, right] = [a.segments[index], b.segments[index]];
    if (left === '**' || right === '**') return true;
    if (left === undefined || right === undefined) return false;
    if (!meet(left, right)) return false;
  }
  return true;
}

function partsOf(pattern: string): Parts {
  const slash = pattern.indexOf('/');
  const path = slash < 0 ? '' : pattern.slice(slash + 1);
  return { host: hostOfPattern(pattern), segments: path.split('/') };
}

function meet(left: string, right: string): boolean {
  const [a, b] = [choices(left), choices(right)];
  if (a === null || b === null) return true;
  return a.some((name) => b.includes(name));
}

/** The segments that fit, null for any. */
function choices(segment: string): readonly string[] | null {
  if (!segment.startsWith('{')) return [segment];
  const inner = segment.slice(1, -1);
  return inner.includes('|') ? inner.split('|') : null;
}
