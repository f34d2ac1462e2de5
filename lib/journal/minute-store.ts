import { minuteOf, type Signal } from '../protocol/vocabulary.ts';
import type { Writing } from './migrations.ts';
import { type MinuteRow, minuteRowSchema, readable } from './rows.ts';
import { hasSignal, NO_SIGNALS, withoutSignal, withSignal } from './signal-bits.ts';

/** What one finding adds to the minutes. Only tries do: something worked, or failed through the service's fault. */
export interface Change {
  readonly service: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly worked: boolean;
  readonly failed: Signal | null;
  /** What had been noted since that time and has turned out to be another failure, or none of the service's. */
  readonly undone: {
    readonly signal: Signal;
    readonly since: number;
    /** Minutes in which another failure was the same all the same. */
    readonly kept: ReadonlySet<number>;
  } | null;
}

/** The two stores of minutes: this browser's own history, and what may be reported of it. */
type Minutes = 'minutes' | 'outbox';

/**
 * Adds a change to a store of minutes.
 * @param minute the one that the change is counted in
 * @param now milliseconds since the epoch
 * @returns whether it stands for a try
 */
export async function noteChange(
  writing: Writing,
  store: Minutes,
  change: Change,
  minute: number,
  now: number,
): Promise<boolean> {
  if (change.undone) await undo(writing, store, change, change.undone, now);
  if (!change.worked && change.failed === null) return false;
  const { service, worked, failed } = change;
  const before = await rowOf(writing, store, service, minute);
  const row = before ?? { service, minute, ok: false, signals: NO_SIGNALS };
  await writing.objectStore(store).put({
    ...row,
    ok: row.ok || worked,
    signals: failed === null ? row.signals : withSignal(row.signals, failed),
  });
  return true;
}

async function undo(
  writing: Writing,
  store: Minutes,
  { service, failed }: Change,
  { signal, since, kept }: NonNullable<Change['undone']>,
  now: number,
): Promise<void> {
  for (let minute = minuteOf(since); minute <= minuteOf(now); minute += 1) {
    const row = await rowOf(writing, store, service, minute);
    if (!row || !hasSignal(row.signals, signal)) continue;
    const rest = kept.has(minute) ? row.signals : withoutSignal(row.signals, signal);
    const signals = failed === null ? rest : withSignal(rest, failed);
    if (row.ok || signals !== NO_SIGNALS) await writing.objectStore(store).put({ ...row, signals });
    else await writing.objectStore(store).delete([service, minute]);
  }
}

async function rowOf(
  writing: Writing,
  store: Minutes,
  service: string,
  minute: number,
): Promise<MinuteRow | undefined> {
  const row = await writing.objectStore(store).get([service, minute]);
  return readable(minuteRowSchema, [row])[0];
}
