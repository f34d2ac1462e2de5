import { OURS_FAST, OURS_ROBUST, SCORES, SHARES } from '../../detectors/all-detectors.ts';
import type { Measured } from '../../run/measure.ts';
import type { Quiet } from '../../sim/crowd.ts';
import { delay, percent, ratio, short, table } from '../format.ts';
import { bestPeer, cellOf, matchedAt, oracleAt } from '../lookup.ts';

const MAIN_VOICES = [3, 30, 300] as const;

/** Everyone at the fold's own rate of false alarms. */
export function peerSection(measured: Measured, quiet: Quiet): string {
  const cells = MAIN_VOICES.map((voices) => cellOf(measured, voices, quiet)).filter(
    (cell) => cell !== undefined,
  );
  const columns = cells.flatMap((cell) => SHARES.map((share) => ({ cell, share })));
  const bestOf = columns.map(({ cell, share }) =>
    Math.min(
      matchedAt(cell, OURS_FAST, share)?.delays.mean ?? Infinity,
      bestPeer(cell, share)?.mean ?? Infinity,
    ),
  );
  const rows = SCORES.filter(({ owner, name }) => owner !== 'oracle' && name !== OURS_ROBUST).map(
    ({ name, sight, every }) => [
      `${name}${sight === 'counts' ? ' ᶜ' : ''}${every > 1 ? ` ᵇ${every}` : ''}`,
      ...columns.map(({ cell, share }, index) => {
        const result = matchedAt(cell, name, share)?.delays;
        const text = delay(result);
        return result?.mean === bestOf[index] ? `**${text}**` : text;
      }),
    ],
  );
  const oracle = [
    '*oracle CUSUM*',
    ...columns.map(({ cell, share }) => `*${delay(oracleAt(cell, share)?.delays)}*`),
  ];
  return table(
    ['detector', ...columns.map(({ cell, share }) => `${cell.voices}: ${percent(share)}`)],
    [...rows, oracle],
  );
}

/** Partial outages: how much later the best peer is. */
export function partialSection({ cells }: Measured): string {
  const rows = cells
    .filter(({ missing }) => missing === 0)
    .map((cell) => {
      const ours = matchedAt(cell, OURS_FAST, 0.3)?.delays;
      const peer = bestPeer(cell, 0.3);
      return [
        String(cell.voices),
        cell.quiet,
        short(cell.shippedQuiet.alarms / cell.years),
        delay(ours),
        `${short(peer?.mean)}, ${peer?.name}`,
        `${ratio((peer?.mean ?? Number.NaN) / (ours?.mean ?? Number.NaN))} ×`,
        `${ratio((peer?.mean ?? Number.NaN) / (oracleAt(cell, 0.3)?.delays.mean ?? Number.NaN))} ×`,
      ];
    });
  return table(
    [
      'voices a minute',
      'quiet',
      'false alarms a year',
      'Outcry',
      'best peer',
      'later than Outcry',
      'later than the oracle',
    ],
    rows,
  );
}

/** Where a peer was faster than the fold at the same rate of false alarms. */
export function beatenSection({ cells }: Measured): string {
  const rows = cells.flatMap((cell) =>
    SHARES.flatMap((share) =>
      (['step', 'ramp'] as const).flatMap((shape) => {
        const ours = matchedAt(cell, OURS_FAST, share, shape)?.delays;
        const peer = bestPeer(cell, share, shape);
        if (ours === undefined || peer === undefined || peer.mean >= ours.mean) return [];
        return [
          [
            String(cell.voices),
            cell.quiet,
            percent(cell.missing),
            `${percent(share)} ${shape}`,
            delay(ours),
            `${short(peer.mean)}, ${peer.name}`,
          ],
        ];
      }),
    ),
  );
  if (rows.length === 0) return 'Nowhere in this run.';
  return table(['voices a minute', 'quiet', 'minutes lost', 'fault', 'Outcry', 'best peer'], rows);
}
