import { promisedAgainst, smallestFlips } from './flips.ts';
import { readResult } from './result.ts';

const WORDS = {
  fake: 'networks, each with any number of clients, that make it say `confirmed` of nothing',
  hide: 'networks that keep a real outage from being `confirmed`',
} as const;

/** @returns README's rows about what lies cost */
export function attackFigures(): readonly string[] {
  return smallestFlips(readResult().outcomes).flatMap(({ crowd, name, flip }) => {
    if (name !== 'fake' && name !== 'hide') return [];
    const measured = flip === null ? '> 1,000' : flip.networks.toLocaleString('en');
    return `| ${WORDS[name]}, beside ${crowd} honest voices a minute | ${measured} | > ${promisedAgainst(crowd)} | \`attack\` |`;
  });
}
