import type { History, Incident, Period } from '../../lib/protocol/history.ts';

type Cell = string | number | null;

/** Spreadsheets take these for the beginning of a formula, and vendors' titles are foreign text. */
const FORMULA = /^[=+\-@\t\r]/;

function cellOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @returns a table as RFC 4180 has it, its head first */
function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function periodRows(
  service: string,
  length: string,
  periods: readonly (Period | null)[],
): readonly (readonly Cell[])[] {
  return periods
    .filter((period) => period !== null)
    .map(({ start, tried, failed, state }) => [service, length, start, tried, failed, state]);
}

/** `GET /v1/history.csv`: a row for each quarter-hour and day that is no gap. */
export function historyTable({ services }: History): string {
  const rows = Object.entries(services).flatMap(([service, { quarters, days }]) => [
    ...periodRows(service, 'quarter-hour', quarters),
    ...periodRows(service, 'day', days),
  ]);
  return tableOf(['service', 'period', 'start', 'tried', 'failed', 'state'], rows);
}

/** The columns of `GET /v1/incidents.csv`: what the history says of an incident, flat. */
const INCIDENT_COLUMNS: Readonly<Record<string, (incident: Incident) => Cell>> = {
  service: ({ service }) => service,
  id: ({ id }) => id,
  since: ({ since }) => since,
  opened: ({ opened }) => opened,
  confirmed: ({ confirmed }) => confirmed,
  ended: ({ ended }) => ended,
  end: ({ end }) => end,
  state: ({ state }) => state,
  worst: ({ worst }) => worst,
  level: ({ level }) => level,
  tried: ({ tried }) => tried,
  failed: ({ failed }) => failed,
  peak: ({ peak }) => peak,
  features: ({ features }) => features.map(({ feature }) => feature).join(' '),
  official_posted: ({ official }) => official?.posted ?? null,
  official_resolved: ({ official }) => official?.resolved ?? null,
  official_title: ({ official }) => official?.title ?? null,
  lead_minutes: ({ lead }) => lead,
};

/** `GET /v1/incidents.csv`: a row for each of the newest incidents, newest first. */
export function incidentsTable({ incidents }: History): string {
  const columns = Object.values(INCIDENT_COLUMNS);
  const rows = incidents.map((incident) => columns.map((column) => column(incident)));
  return tableOf(Object.keys(INCIDENT_COLUMNS), rows);
}
