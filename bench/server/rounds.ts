import { median } from '../quantile.ts';
import { CONTENDERS, type Contender, type Contenders } from './contenders.ts';
import { load, type Run } from './run.ts';

/** Of a run at full speed, the medians over all rounds. */
export interface Summary {
  readonly rate: number;
  readonly serverMicros: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
  readonly generatorCpu: number;
}

export type Runs = ReadonlyMap<Contender, readonly Run[]>;

/** Loads each in turn, the order shifting from round to round, so that a busy machine weighs on all alike. */
export async function playRounds(
  { servers }: Pick<Contenders, 'servers'>,
  kind: 'post' | 'get',
  rounds: number,
  seconds: number,
): Promise<Runs> {
  const runs = new Map<Contender, Run[]>(CONTENDERS.map((name) => [name, []]));
  // The first round warms up and does not count.
  for (let round = -1; round < rounds; round += 1) {
    for (const index of CONTENDERS.keys()) {
      const name = CONTENDERS[(index + round + 1) % CONTENDERS.length] ?? 'bare';
      if (kind === 'get' && name === 'insert') continue;
      const run = await load(servers[name], kind, seconds);
      if (round >= 0) runs.get(name)?.push(run);
    }
  }
  return runs;
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

export function summarise(runs: readonly Run[]): Summary {
  const of = (pick: (run: Run) => number, digits: number) =>
    rounded(median(runs.map(pick)), digits);
  return {
    rate: of((run) => run.rate, 0),
    serverMicros: of((run) => run.serverMicros, 1),
    p50: of((run) => run.p50, 2),
    p99: of((run) => run.p99, 2),
    refused: runs.reduce((sum, run) => sum + run.refused, 0),
    generatorCpu: of((run) => run.cpu, 2),
  };
}

/** @returns the median over rounds of one against another in the same round */
export function ratioOf(runs: Runs, one: Contender, other: Contender): number {
  const others = runs.get(other) ?? [];
  const ratios = (runs.get(one) ?? []).flatMap((run, index) => {
    const against = others[index];
    return against ? [run.rate / against.rate] : [];
  });
  return rounded(median(ratios), 2);
}
