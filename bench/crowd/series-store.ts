import type { Weight } from '../../server/store/store.ts';

interface Row {
  readonly minute: number;
  tried: number;
  failed: number;
}

/** The counts of a simulated day, in the shape in which the judge reads them from a store. */
export interface SeriesStore {
  add(service: string, minute: number, weight: Weight): void;
  /** Sums over a stretch of minutes, both ends included. */
  sums(service: string, from: number, to: number): { tried: number; failed: number };
  readonly series: (service: string, from: number, to: number) => Promise<readonly Row[]>;
  readonly said: () => Promise<readonly never[]>;
  readonly checkpoints: () => Promise<readonly never[]>;
  readonly saveCheckpoints: () => Promise<void>;
}

export function createSeriesStore(): SeriesStore {
  const services = new Map<string, Map<number, Row>>();
  const between = (service: string, from: number, to: number): readonly Row[] => {
    const rows = services.get(service);
    if (rows === undefined) return [];
    const first = Math.max(from, Math.min(...rows.keys()));
    const found: Row[] = [];
    for (let minute = first; minute <= to; minute += 1) {
      const row = rows.get(minute);
      if (row !== undefined) found.push({ ...row });
    }
    return found;
  };
  return {
    add(service, minute, { tried, failed }) {
      const rows = services.get(service) ?? new Map<number, Row>();
      services.set(service, rows);
      const row = rows.get(minute) ?? { minute, tried: 0, failed: 0 };
      rows.set(minute, row);
      row.tried += tried;
      row.failed += failed;
    },
    sums(service, from, to) {
      let tried = 0;
      let failed = 0;
      for (const row of between(service, from, to)) {
        tried += row.tried;
        failed += row.failed;
      }
      return { tried, failed };
    },
    series: async (service, from, to) => between(service, from, to),
    said: async () => [],
    checkpoints: async () => [],
    saveCheckpoints: async () => undefined,
  };
}
