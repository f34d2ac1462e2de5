import { readCsv } from './read-csv.ts';

export const SOURCES = ['OpenAI and Anthropic', 'GitHub', 'Google Cloud'] as const;
export type Source = (typeof SOURCES)[number];

/** A real incident, with an assumed share of failing users: nobody publishes it. */
export interface Incident {
  readonly source: Source;
  readonly share: number;
  /** Length by the vendor's own account. */
  readonly minutes: number;
  /** From the start that the vendor later stated to its first post; negative if announced before. */
  readonly lag: number;
}

/** A lag of more than a week is a wrong date. Minutes. */
const LONGEST_LAG = 10_080;

/** What a vendor's word for an incident is taken to mean. */
const SHARES: Readonly<Record<string, number>> = {
  ...{ none: 0.08, minor: 0.15, major: 0.3, critical: 0.8 },
  ...{ low: 0.08, medium: 0.15, high: 0.8 },
  ...{ 0: 0.08, 1: 0.15, 2: 0.3, 3: 0.8 },
};

function minutesBetween(from: string | undefined, to: string | undefined): number {
  return (Date.parse(to ?? '') - Date.parse(from ?? '')) / 60_000;
}

/** @returns the incidents whose start, first post and length are known */
export function readIncidents(): readonly Incident[] {
  const openai = readCsv('operator-lag-labels.csv').map(
    (row): Incident => ({
      source: 'OpenAI and Anthropic',
      share: SHARES[row.impact_level ?? ''] ?? Number.NaN,
      minutes: minutesBetween(row.claimed_start_utc, row.close_utc),
      lag: Number(row.lag_min),
    }),
  );
  const github = readCsv('github-incidents.csv')
    .filter((row) => row.lag_min !== '')
    .map(
      (row): Incident => ({
        source: 'GitHub',
        share: SHARES[row.impact ?? ''] ?? Number.NaN,
        minutes: Number(row.window_min),
        lag: Number(row.lag_min),
      }),
    );
  const google = readCsv('google-cloud-incidents.csv').map(
    (row): Incident => ({
      source: 'Google Cloud',
      share: SHARES[row.severity ?? ''] ?? Number.NaN,
      minutes: Number(row.duration_min),
      lag: Number(row.lag_min),
    }),
  );
  return [...openai, ...github, ...google].filter(
    ({ share, minutes, lag }) => share > 0 && minutes > 0 && lag <= LONGEST_LAG,
  );
}
