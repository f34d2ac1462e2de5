import { placeOf, SCORES } from '../detectors/all-detectors.ts';
import type { Measured } from '../run/measure.ts';
import type { Quiet } from '../sim/crowd.ts';
import type {
  AtThreshold,
  CellResult,
  SettingResult,
  ShapeName,
  ShippedResult,
} from '../tracks/cell-result.ts';
import { oracleOf } from '../tracks/simulated.ts';

/** @returns the cell of a crowd, or undefined if the run was too small for it */
export function cellOf(
  { cells }: Measured,
  voices: number,
  quiet: Quiet,
  missing = 0,
): CellResult | undefined {
  return cells.find(
    (cell) => cell.voices === voices && cell.quiet === quiet && cell.missing === missing,
  );
}

export function shippedAt(
  cell: CellResult,
  share: number,
  shape: ShapeName = 'step',
): ShippedResult | undefined {
  return cell.shipped.find((result) => result.share === share && result.shape === shape);
}

export function settingAt(
  at: AtThreshold | undefined,
  share: number,
  shape: ShapeName = 'step',
): SettingResult | undefined {
  return at?.settings.find((result) => result.share === share && result.shape === shape);
}

/** What a detector did at as many false alarms as the fold as shipped had in this very crowd. */
export function matchedAt(
  cell: CellResult,
  name: string,
  share: number,
  shape: ShapeName = 'step',
): SettingResult | undefined {
  return settingAt(cell.scores[placeOf(name)]?.matched, share, shape);
}

/** The oracle's delays at the fold's own rate of false alarms. */
export function oracleAt(
  cell: CellResult,
  share: number,
  shape: ShapeName = 'step',
): SettingResult | undefined {
  return settingAt(cell.scores[oracleOf(share)]?.matched, share, shape);
}

/** The fold's mean delay over the oracle's at the same rate of false alarms. */
export function ratioToOracle(
  cell: CellResult,
  share: number,
  shape: ShapeName = 'step',
): number | undefined {
  const ours = shippedAt(cell, share, shape)?.noticed.mean;
  const oracle = oracleAt(cell, share, shape)?.delays.mean;
  return ours === undefined || oracle === undefined ? undefined : ours / oracle;
}

export const PEERS: readonly string[] = SCORES.filter(({ owner }) => owner === 'peer').map(
  ({ name }) => name,
);

/** The peer with the shortest mean delay at the fold's own rate of false alarms. */
export function bestPeer(
  cell: CellResult,
  share: number,
  shape: ShapeName = 'step',
): { readonly name: string; readonly mean: number } | undefined {
  return PEERS.map((name) => ({
    name,
    mean: matchedAt(cell, name, share, shape)?.delays.mean ?? Number.POSITIVE_INFINITY,
  })).sort((a, b) => a.mean - b.mean)[0];
}
