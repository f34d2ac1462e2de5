// What anonymous tokens cost both sides: prints tables and writes bench/results/tokens.json.
import { MAX_PROOF_TRIES } from '../../lib/protocol/issuance.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import { keyPairOf, newSecret } from '../../server/tokens/key-pair.ts';
import { MIN_PROOF_TRIES } from '../../server/tokens/tries-for.ts';
import { BROWSERS } from '../../test/support/browsers/engine.ts';
import { bundle } from '../page-cost/bundle.ts';
import { thisRun, writeResultFile } from '../result-files.ts';
import { measureClient } from './measure-client.ts';
import { measureServer } from './measure-server.ts';

/** What four tokens may cost a browser and the server, and what the puzzle may take at its easiest and at its hardest. Milliseconds. */
const GOALS = { tokens: 100, issue: 25, puzzle: [50, 2_000] } as const;

const now = Date.now();
const key = keyPairOf(await newSecret(), minuteOf(now));
const round = (value: number) => Number(value.toPrecision(3));
const rounded = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));

const { issue, ...others } = await measureServer(key, now);
const server = rounded({ issue, ...others });
const script = await bundle('../../tokens/client');
const clients: Record<string, Record<string, number>> = {};
for (const browser of BROWSERS) {
  const costs = await measureClient(browser, script, key);
  clients[browser] = {
    ...rounded(costs),
    tokens: round(costs.blind + costs.finish),
    libraryTokens: round(costs.libraryBlind + costs.libraryFinish),
    easyPuzzle: round(costs.hash * MIN_PROOF_TRIES),
    hardPuzzle: round(costs.hash * MAX_PROOF_TRIES),
  };
}

console.log('Server, milliseconds of one core:');
console.table([server]);
console.log('Browser, milliseconds for four tokens, one hash and whole puzzles on average:');
console.table(clients);
writeResultFile('tokens', { ...thisRun(), goals: GOALS, server, clients });
const isShort = Object.values(clients).some(
  ({ tokens = 0, easyPuzzle = 0, hardPuzzle = 0 }) =>
    tokens > GOALS.tokens || easyPuzzle < GOALS.puzzle[0] || hardPuzzle > GOALS.puzzle[1],
);
process.exitCode = isShort || issue > GOALS.issue ? 1 : 0;
