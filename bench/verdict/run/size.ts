/** How much of everything is simulated. */
export interface Size {
  readonly name: 'full' | 'half' | 'brief' | 'quick' | 'tiny';
  readonly voices: readonly number[];
  /** Voices a minute whose cells are simulated longer. */
  readonly mainVoices: readonly number[];
  readonly missing: readonly number[];
  /** Voices a minute for which minutes are lost. */
  readonly missingVoices: readonly number[];
  /** Days of each crowd that thresholds are tuned on, and in how many pieces. */
  readonly tuneDays: number;
  readonly tunePieces: number;
  readonly mainDays: number;
  readonly days: number;
  readonly missingDays: number;
  /** Outages of each share and shape in a cell. */
  readonly outages: number;
  readonly rounds: number;
  readonly attacks: number;
  readonly runs: number;
  /** Whether the real series of track C are watched. */
  readonly series: boolean;
}

const YEAR_DAYS = 365;

/** What is looked at in all but the shortest runs, which differ in how long and how often. */
const EVERYTHING = {
  voices: [0.3, 1, 3, 10, 30, 100, 300],
  mainVoices: [3, 30, 300],
  missing: [0.05, 0.3],
  missingVoices: [3, 30],
  tuneDays: YEAR_DAYS,
  series: true,
} as const;

export const SIZES: Readonly<Record<Size['name'], Size>> = {
  full: {
    name: 'full',
    ...EVERYTHING,
    tunePieces: 4,
    mainDays: 5 * YEAR_DAYS,
    days: 2 * YEAR_DAYS,
    missingDays: YEAR_DAYS / 2,
    outages: 150,
    rounds: 4,
    attacks: 400,
    runs: 600,
  },
  half: {
    name: 'half',
    ...EVERYTHING,
    tunePieces: 2,
    mainDays: 2.5 * YEAR_DAYS,
    days: YEAR_DAYS,
    missingDays: YEAR_DAYS / 4,
    outages: 120,
    rounds: 3,
    attacks: 300,
    runs: 450,
  },
  brief: {
    name: 'brief',
    ...EVERYTHING,
    tunePieces: 2,
    mainDays: YEAR_DAYS,
    days: YEAR_DAYS / 2,
    missingDays: YEAR_DAYS / 4,
    outages: 60,
    rounds: 2,
    attacks: 150,
    runs: 300,
  },
  quick: {
    name: 'quick',
    voices: [3, 30, 300],
    mainVoices: [],
    missing: [0.3],
    missingVoices: [30],
    tuneDays: 60,
    tunePieces: 2,
    mainDays: 60,
    days: 60,
    missingDays: 60,
    outages: 12,
    rounds: 1,
    attacks: 20,
    runs: 30,
    series: true,
  },
  tiny: {
    name: 'tiny',
    voices: [30],
    mainVoices: [],
    missing: [],
    missingVoices: [],
    tuneDays: 2,
    tunePieces: 1,
    mainDays: 2,
    days: 2,
    missingDays: 2,
    outages: 2,
    rounds: 0,
    attacks: 2,
    runs: 2,
    series: false,
  },
};
