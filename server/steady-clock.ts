/** Smaller changes are those of a clock that is kept right. Milliseconds. */
const STEP_MS = 10_000;

/** A clock that was set back is believed after this time. Milliseconds. */
const HOLD_MS = 15 * 60_000;

/**
 * A wall clock that does not follow at once when it is set back. A server that is minutes behind would
 * take honest reports for reports from the future, and drop them. One that is ahead takes them as late
 * ones, so forward steps, also those after a sleep, are followed at once.
 * @param wall milliseconds since the epoch, which somebody may set
 * @param elapsed milliseconds on a clock that nobody sets
 * @param onHold told once for each step back, with its length in milliseconds
 */
export function createSteadyClock(
  wall: () => number,
  elapsed: () => number,
  onHold: (stepMs: number) => void = () => undefined,
): () => number {
  let offset = wall() - elapsed();
  let heldSince: number | null = null;
  return () => {
    const now = elapsed();
    const behind = offset - (wall() - now);
    if (behind <= STEP_MS || (heldSince !== null && now - heldSince >= HOLD_MS)) {
      offset -= behind;
      heldSince = null;
    } else if (heldSince === null) {
      heldSince = now;
      onHold(behind);
    }
    return Math.floor(now + offset);
  };
}
