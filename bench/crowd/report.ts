import { readFileSync, writeFileSync } from 'node:fs';
import { replaceBetween } from '../../tools/replace-between.ts';
import { percent, ratio, short, table } from '../verdict/report/format.ts';
import type { Headline } from '../verdict/report/headlines.ts';
import { LARGE_BYTES, OPEN_HOURS, POLLS, SMALL_BYTES } from './bytes.ts';
import { requestsPlot } from './requests-plot.ts';
import type { DayResult, FaultResult } from './summarise.ts';
import { CURIOUS, USED, USED_IN_FAULT } from './users.ts';

/** All that the benchmark found. */
export interface CrowdResults {
  readonly seed: number;
  /** Bytes of the status file on its way. */
  readonly statusBytes: number;
  readonly days: readonly DayResult[];
}

export const RESULT_FILE = new URL('../results/crowd.json', import.meta.url);
export const PLOT = new URL('../../docs/images/verdict-crowd.svg', import.meta.url);
export const DOCUMENT = new URL('../../docs/verdict.md', import.meta.url);

const BEGIN = '<!-- measured by npm run bench crowd -->\n';
const END = '<!-- end of the crowd -->';

/** People use a chatbot that fails so many times as much: see users.ts. */
const HERD = CURIOUS * (USED_IN_FAULT / USED);

const THOUSAND = new Intl.NumberFormat('en');

/** Minutes and seconds of a delay in milliseconds. */
export function clock(ms: number | null): string {
  if (ms === null) return '–';
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Bytes that one user sends in a day. */
export function bytesUp({ requests, large, users }: DayResult): number {
  return (requests * (SMALL_BYTES + large * (LARGE_BYTES - SMALL_BYTES))) / users;
}

function faultRow(users: number, fault: FaultResult): readonly string[] {
  return [
    THOUSAND.format(users),
    fault.fault,
    clock(fault.suspected),
    clock(fault.confirmed),
    clock(fault.outage),
    fault.over === null ? '–' : String(fault.over),
    `${percent(fault.trueShare)}, ${percent(fault.countedShare)}`,
  ];
}

function trafficRow(day: DayResult): readonly string[] {
  const { users, mean, peak, burst, bursts, inFaults, afterDown, repeated, limited, late } = day;
  return [
    THOUSAND.format(users),
    short(mean),
    `${short(peak)} (${ratio(peak / mean)} ×)`,
    `${short(burst)} (${ratio(burst / mean)} ×)`,
    bursts.map((one) => `${ratio(one)} ×`).join(', '),
    inFaults.map((one) => `${ratio(one)} ×`).join(', '),
    `${ratio(afterDown)} ×`,
    percent(repeated),
    percent(limited),
    percent(late),
    percent(day.counted / day.voices),
    `${short(bytesUp(day) / 1000)} kB`,
  ];
}

/** The measured part of docs/verdict.md that is about the crowd as a whole. */
export function crowdFigures({ seed, statusBytes, days }: CrowdResults): string {
  const faults = days.flatMap(({ users, faults: all }) => all.map((one) => faultRow(users, one)));
  return `Seed ${seed}. Minutes and seconds from the first user who met the fault to the moment when the server says so:

${table(['users', 'fault', 'suspected', 'confirmed', 'outage', 'over, minutes after its end', 'failing share at its worst, true and counted'], faults)}

Requests with reports, a second, and what became of them:

${table(['users', 'mean', 'busiest minute', 'busiest 5 seconds', 'in the faults, over their mean 5 seconds', 'busiest 5 minutes in the faults, over what is usual then', 'after our server was away', 'repeated', 'asked to wait', 'too late', 'voices that count in the busiest hour', 'sent by a user in a day'], days.map(trafficRow))}

![Requests by minute over the day](images/verdict-crowd.svg)

Beside that every open browser asks for the status file once a minute, at a time of its own: ${POLLS} times in ${OPEN_HOURS} hours, ${statusBytes} bytes while everything fails, so at most ${short((POLLS * statusBytes) / 1000)} kB. The file is the same for everybody and may be kept by any cache for 15 seconds.
`;
}

/** What README says of the crowd. */
export function headlinesOf({ days }: CrowdResults): readonly Headline[] {
  const each = (of: (day: DayResult) => string) => days.map(of).join(', ');
  const users = each((day) => THOUSAND.format(day.users));
  const told = (pick: 'suspected' | 'confirmed') =>
    each(({ faults }) => clock(faults.at(-1)?.[pick] ?? null));
  const most = Math.max(...days.slice(1).flatMap(({ inFaults }) => inFaults));
  return [
    {
      what: `3 February among ${users} users: first failure to \`suspected\`, to \`confirmed\`, min:s`,
      measured: `${told('suspected')}; ${told('confirmed')}`,
      goal: 'none set',
    },
    {
      what: 'requests in its busiest 5 seconds over the mean, larger crowds',
      measured: `${ratio(Math.max(...days.slice(1).map(({ bursts }) => bursts.at(-1) ?? 0)))} ×`,
      goal: 'near 2 ×, half a minute used evenly',
    },
    {
      what: 'requests in its busiest minutes over what is usual then, larger crowds',
      measured: `${ratio(most)} ×`,
      goal: `≤ ${HERD} ×, what people do themselves`,
    },
  ];
}

/** @returns docs/verdict.md with these figures in it @throws Error if it has no place for them */
export function documentWithCrowd(results: CrowdResults): string {
  return replaceBetween(readFileSync(DOCUMENT, 'utf8'), BEGIN, END, crowdFigures(results));
}

/** Reads the benchmark's own file. */
export function readCrowd(): CrowdResults {
  return JSON.parse(readFileSync(RESULT_FILE, 'utf8'));
}

/** Writes the result file, and what is made from it. @param run how it was run, for the record */
export function writeCrowd(results: CrowdResults, run: object): void {
  const head = { at: new Date().toISOString(), node: process.version, ...run };
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
  const text = JSON.stringify({ ...head, ...results }, rounded);
  writeFileSync(RESULT_FILE, `${text.replaceAll('{"users"', '\n{"users"')}\n`);
  writeCrowdDocument();
}

/** Writes the document and its plot from the stored result. */
export function writeCrowdDocument(): void {
  const stored = readCrowd();
  writeFileSync(DOCUMENT, documentWithCrowd(stored));
  writeFileSync(PLOT, requestsPlot(stored.days));
}
