import { FEATURES, type Feature, SIGNALS, type Signal } from '../../lib/protocol/vocabulary.ts';
import { wilson } from './wilson.ts';

/** Below this an explanation would name what two or three people met. Failing voices. */
const MIN_FAILED = 10;

/** A feature that fewer failing voices named is chance. Mentions. */
const MIN_MENTIONS = 5;

/** What a feature needs at least to be worth a word. Share of the mentions. */
const LEAST_SHARE = 0.2;

/** What counts as usual for any feature while its own usual share is not known. */
const UNKNOWN_USUAL = 0.25;

const MOST_NAMED = 3;
const Z = 1.96;

/** Sums over some minutes: failing voices, and how many of them met each signal. */
export interface SignalSums {
  readonly sums: Readonly<Partial<Record<Signal, number>>>;
  readonly failed: number;
}

/** A feature that stands out among what failing voices met. */
export interface StandsOut {
  readonly feature: Feature;
  /** Its part of all that was met, 0 to 1. */
  readonly share: number;
}

interface Mentions {
  readonly of: ReadonlyMap<Feature, number>;
  readonly total: number;
}

function count(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? Math.max(0, value) : 0;
}

function mentionsOf(sums: SignalSums['sums']): Mentions {
  const of = new Map<Feature, number>(FEATURES.map((feature) => [feature, 0]));
  let total = 0;
  for (const signal of SIGNALS) {
    const feature = FEATURES.find((name) => signal.startsWith(`${name}/`));
    if (feature === undefined) continue;
    const met = count(sums[signal]);
    of.set(feature, (of.get(feature) ?? 0) + met);
    total += met;
  }
  return { of, total };
}

/**
 * What is failing in an open incident, in one line: 'mostly history and login'. A feature is named
 * if its part of all that failing voices met is certainly (95 % Wilson) larger than it was before;
 * one voice may meet several signals, so the sample counts as no more than the failing voices.
 * @param sums per signal, failing voices that met it since the incident's start
 * @param failed failing voices since then
 * @param usual the same of quiet times before; without it a feature must certainly have a quarter
 * @returns the features that stand out, largest first, at most three; none if little is known, and
 * none if everything fails as it always did
 */
export function explainIncident(
  sums: SignalSums['sums'],
  failed: number,
  usual?: SignalSums,
): readonly StandsOut[] {
  const now = mentionsOf(sums);
  if (failed < MIN_FAILED || now.total === 0) return [];
  const before = usual === undefined ? null : mentionsOf(usual.sums);
  const isUsualKnown = before !== null && before.total > 0 && (usual?.failed ?? 0) >= MIN_FAILED;
  const sample = Math.min(failed, now.total);
  return FEATURES.flatMap((feature) => {
    const met = now.of.get(feature) ?? 0;
    const share = met / now.total;
    if (met < MIN_MENTIONS || share < LEAST_SHARE) return [];
    const usually = isUsualKnown ? (before.of.get(feature) ?? 0) / before.total : UNKNOWN_USUAL;
    const [atLeast] = wilson(share * sample, sample, Z);
    return atLeast > usually ? [{ feature, share }] : [];
  })
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_NAMED);
}
