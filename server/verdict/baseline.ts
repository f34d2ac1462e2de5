import type { MinuteCounts } from './counts.ts';
import type { BaselineState, Block } from './verdict-state.ts';

const BLOCK_MINUTES = 10;

/** A block is learned when this many later ones are over, so that an outage does not teach itself. */
const GUARD_BLOCKS = 6;

/** Sums forget with a time constant of seven days of blocks with voices. */
const KEEP = 1 - BLOCK_MINUTES / 10_080;

/** Learned voices from which a service is no longer cold; it stays so when later ones are forgotten. */
const WARM_VOICES = 300;

const LEAST_P0 = 0.002;

/** The cap is the answer to slow poisoning: fakes cannot teach that more than this is normal. */
const MOST_P0 = 0.1;

/** Size of the drift worth learning: a block whose chance is of this size weighs a quarter. */
const DRIFT_SCALE = 0.01;

/** The margin for drift: so many of its standard deviations, within bounds. Share. */
const SIGMAS = 5;
const LEAST_MARGIN = 0.01;
const MOST_MARGIN = 0.06;

/** What the prior weighs, in the unit of `pairs`: variance times pairs of voices. */
const PRIOR_PAIRS = 5000;
const PRIOR_RHO = 0.02;

/** How far rho may be above what was learned: always, and beside that while little is learned. */
const LASTING_DOUBT = 0.05;
const FIRST_DOUBT = 0.2;

const MIN_BLOCK_VOICES = 5;
const CLIP = 2.5;

/** What the tests need of the learned sums. */
export interface Normal {
  /** Normal failing share. */
  readonly p0: number;
  /** Normal share plus about one standard error, so that little knowledge blunts the tests. */
  readonly up: number;
  /** Raw correlation of two voices of one minute, before doubt is added. */
  readonly rawRho: number;
  /** Correlation of two voices of one minute, as the tests use it. */
  readonly rho: number;
  /** Standard deviation of the slow drift of the normal share. */
  readonly sigma: number;
  /** How far above `up` the share may drift unnoticed. */
  readonly margin: number;
  /** The part of it that was learned, 0 to 1 of the largest there is: how nervous the service is known to be. */
  readonly nervousness: number;
  /** One-click reports per voice. */
  readonly pressesPerVoice: number;
}

/** Sums before anything is learned. */
export function coldBaseline(): BaselineState {
  return {
    failures: 0,
    voices: 0,
    excess: 0,
    pairs: 0,
    presses: 0,
    drift: 0,
    weight: 0,
    warm: false,
    learnFrom: 0,
    blocks: [],
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** What is normal, as far as the sums tell; with empty sums the prior: 2 %, rho .025, margin .03. */
export function normalOf(sums: BaselineState): Normal {
  const p0 = clamp((sums.failures + 1) / (sums.voices + 50), LEAST_P0, MOST_P0);
  const rawRho = (sums.excess + PRIOR_RHO * PRIOR_PAIRS) / (sums.pairs + PRIOR_PAIRS);
  const doubt = LASTING_DOUBT + FIRST_DOUBT * Math.sqrt(PRIOR_PAIRS / (sums.pairs + PRIOR_PAIRS));
  const sigma = Math.sqrt(Math.max(0, (sums.drift + 30 * 0.006 ** 2) / (sums.weight + 30)));
  const learned = Math.sqrt(Math.max(0, sums.drift / (sums.weight + 30)));
  return {
    p0,
    up: p0 * (1 + 1 / Math.sqrt(sums.failures + 5)),
    rawRho,
    rho: clamp((1 + doubt) * rawRho, 0.005, 0.1),
    sigma,
    margin: clamp(SIGMAS * sigma, LEAST_MARGIN, MOST_MARGIN),
    nervousness: clamp((SIGMAS * learned - LEAST_MARGIN) / (MOST_MARGIN - LEAST_MARGIN), 0, 1),
    pressesPerVoice: sums.presses / (sums.voices + 50),
  };
}

function blockOf(minute: number): number {
  return Math.floor(minute / BLOCK_MINUTES);
}

/**
 * Keeps a minute for later learning. Blocks without a voice teach nothing and forget nothing:
 * a service that is silent at night keeps what it knew in the evening.
 */
export function noteMinute(
  sums: BaselineState,
  { minute, tried, failed, presses = 0 }: MinuteCounts,
): void {
  const index = blockOf(minute);
  if (tried === 0 || index < sums.learnFrom) return;
  let block = sums.blocks.at(-1);
  if (block === undefined || block.index !== index) {
    block = { index, n: 0, x: 0, nn: 0, nx: 0, xx: 0, presses: 0 };
    sums.blocks.push(block);
  }
  block.n += tried;
  block.x += failed;
  block.nn += tried * tried;
  block.nx += tried * failed;
  block.xx += failed * failed;
  block.presses += presses;
}

/** An incident teaches nothing: drops the waiting blocks and all that overlap it up to `minute`. */
export function forgetWaiting(sums: BaselineState, minute: number): void {
  sums.blocks = [];
  sums.learnFrom = blockOf(minute) + 1;
}

/** Learns one block: rate first, then noise within a minute, then drift beyond both. */
function learnBlock(sums: BaselineState, block: Block): void {
  const { n, x, nn, nx, xx } = block;
  const knownSigma = normalOf(sums).sigma;
  sums.failures = KEEP * sums.failures + x;
  sums.voices = KEEP * sums.voices + n;
  sums.presses = KEEP * sums.presses + block.presses;
  const { p0 } = normalOf(sums);
  const variance = p0 * (1 - p0);
  const pairs = nn - n;
  sums.excess = KEEP * sums.excess + (xx - 2 * p0 * nx + p0 * p0 * nn) - variance * n;
  sums.pairs = KEEP * sums.pairs + variance * pairs;
  sums.drift *= KEEP;
  sums.weight *= KEEP;
  if (n < MIN_BLOCK_VOICES) return;
  const { rawRho } = normalOf(sums);
  const noise = Math.max(0, variance / n + (rawRho * variance * pairs) / (n * n));
  const weight = (DRIFT_SCALE ** 2 / (DRIFT_SCALE ** 2 + noise)) ** 2;
  const limit = CLIP * Math.sqrt(Math.max(DRIFT_SCALE ** 2, knownSigma ** 2) + noise);
  const residual = clamp(x / n - p0, -limit, limit);
  sums.drift += weight * (residual * residual - noise);
  sums.weight += weight;
}

/**
 * Learns every block whose guard is over at the end of `minute`.
 * @returns whether anything was learned
 */
export function learn(sums: BaselineState, minute: number): boolean {
  if ((minute + 1) % BLOCK_MINUTES !== 0) return false;
  const before = blockOf(minute + 1) - GUARD_BLOCKS;
  let learned = false;
  for (let block = sums.blocks[0]; block && block.index < before; block = sums.blocks[0]) {
    learnBlock(sums, block);
    sums.blocks.shift();
    learned = true;
  }
  return learned;
}

/** Whether enough was learned for the learned rate to replace the cold one. */
export function hasLearnedEnough(sums: BaselineState): boolean {
  return sums.voices >= WARM_VOICES;
}

/** A lasting incident becomes the new normal: its own sums replace rate and amount. */
export function adopt(sums: BaselineState, tried: number, failed: number): void {
  sums.voices = tried;
  sums.failures = failed;
}
