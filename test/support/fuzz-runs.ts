const CI_RUNS = 100_000;

/**
 * How many cases of a parser are made up: 100,000 in each `npm test`, as many as `OUTCRY_FUZZ_RUNS` says when it is set.
 * @param share the part of them that one test tries, for parsers that several tests share
 * @throws Error when the variable is no whole number above 0
 */
export function fuzzRuns(share = 1): number {
  const text = process.env.OUTCRY_FUZZ_RUNS ?? '';
  const runs = text === '' ? CI_RUNS : Number(text);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`OUTCRY_FUZZ_RUNS must be a whole number above 0; it is ${text}`);
  return Math.max(1, Math.round(runs * share));
}

/** Time enough for so many cases on a busy machine. Milliseconds. */
export function fuzzTimeoutMs(runs: number): number {
  return 60_000 + runs;
}
