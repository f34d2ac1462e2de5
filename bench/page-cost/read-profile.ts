import type { Protocol } from 'puppeteer-core';

/** Whose a script is: the page's own, what a variant adds to it, or the measuring side's. */
export type Owner = 'page' | 'added' | 'other';

/** Of the browser's functions those that error reporters put a wrapper around: the page would have called them anyway. */
const WRAPPED = new Set([
  'fetch',
  'setTimeout',
  'setInterval',
  'requestAnimationFrame',
  'addEventListener',
  'removeEventListener',
]);

/** A longer time between two looks means that the thread was not running: others use the machine too. */
const LONGEST_MS = 0.4;

type Node = Protocol.Profiler.ProfileNode;

export interface Profiled {
  /** Milliseconds by owner. */
  readonly owners: Readonly<Record<Owner, number>>;
  /** Milliseconds by function of what was added, the costliest first. */
  readonly functions: readonly (readonly [name: string, ms: number])[];
}

/** @param url of a script; empty for the browser's own functions */
export function ownerOf(url: string): Owner {
  if (url.startsWith('chrome-extension:')) return 'added';
  if (!url.startsWith('https:')) return 'other';
  return new URL(url).pathname === '/assets/chat.js' ? 'page' : 'added';
}

/**
 * Divides a profile by whose code was running. The browser's own functions, and collecting garbage, count for the
 * script that called them.
 */
export function readProfile(profile: Protocol.Profiler.Profile): Profiled {
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const callers = new Map<number, Node>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) for (const child of node.children ?? []) callers.set(child, node);
  const chargedTo = (node: Node | undefined): Node | undefined => {
    const stack: Node[] = [];
    for (let at = node; at; at = callers.get(at.id)) if (at.callFrame.url !== '') stack.push(at);
    const isWrapped = WRAPPED.has(node?.callFrame.functionName ?? '') && node?.callFrame.url === '';
    const page = stack.find(({ callFrame }) => ownerOf(callFrame.url) === 'page');
    return (isWrapped ? page : undefined) ?? stack[0];
  };
  const owners: Record<Owner, number> = { page: 0, added: 0, other: 0 };
  const functions = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const frame = chargedTo(byId.get(id))?.callFrame;
    if (!frame) continue;
    const ms = Math.min(LONGEST_MS, Math.max(0, timeDeltas[index + 1] ?? 0) / 1_000);
    const owner = ownerOf(frame.url);
    owners[owner] += ms;
    if (owner !== 'added') continue;
    const name = `${frame.functionName || '(anonymous)'} ${frame.lineNumber + 1}:${frame.columnNumber + 1}`;
    functions.set(name, (functions.get(name) ?? 0) + ms);
  }
  return { owners, functions: [...functions].sort((a, b) => b[1] - a[1]) };
}
