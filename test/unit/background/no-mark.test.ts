import { describe, expect, it } from 'vitest';
import { createWorld, NOON } from './world.ts';

const MINUTE = 60_000;

/** What a server can hide a reader's number in: headers, white space, and what the files say. */
function marked(reader: number, now: number): Response {
  const at = new Date(now - reader).toISOString();
  const official = {
    state: 'unknown',
    since: null,
    url: `https://${reader}.example`,
    checked: null,
  };
  const figures = { tried: 30 + reader, failed: reader, share: [0, 0.1], signals: {}, said: {} };
  const alpha = {
    state: 'operational',
    level: null,
    since: null,
    ...figures,
    official,
    lead: null,
  };
  return new Response(`${' '.repeat(reader)}${JSON.stringify({ v: 1, at, services: { alpha } })}`, {
    headers: {
      etag: `"reader-${reader}"`,
      'last-modified': new Date(reader * 1000).toUTCString(),
      'set-cookie': `reader=${reader}`,
    },
  });
}

function markedHistory(reader: number, now: number): Response {
  const at = new Date(now - reader).toISOString();
  const periods = (count: number) => Array.from({ length: count }, () => null);
  const alpha = { quarters: periods(96), days: periods(90) };
  return Response.json(
    { v: 1, at, services: { alpha, [`reader-${reader}`]: alpha }, incidents: [] },
    { headers: { etag: `"reader-${reader}"` } },
  );
}

/** All that a server hears in an hour of the reader to whom it gave this number. */
async function heardOf(reader: number): Promise<readonly string[]> {
  // The same chance for both: only what the server gave them differs.
  const world = createWorld(1, () => 0.5);
  world.consent = 'unasked';
  const { collector } = world;
  collector.status = () => marked(reader, world.now);
  const heard: string[] = [];
  const { fetch } = collector;
  collector.fetch = (url, init = {}) => {
    const { signal: _, ...told } = init;
    heard.push(`${world.now} ${url} ${JSON.stringify(told)}`);
    return String(url).endsWith('/v1/history.json')
      ? Promise.resolve(markedHistory(reader, world.now))
      : fetch(url, init);
  };
  let background = await world.live();
  await world.runUntil(NOON + 30 * MINUTE, background);
  expect(world.view?.status?.body.services.alpha?.tried).toBe(30 + reader);
  expect(world.strips).not.toBeNull();
  background = await world.live();
  await world.runUntil(NOON + 60 * MINUTE, background);
  return heard;
}

describe('a server that gives each reader other bytes and other marks', () => {
  it('cannot tell them apart by what they ask afterwards, nor after a restart', async () => {
    const [one, other] = [await heardOf(1), await heardOf(2)];
    expect(one.filter((each) => each.includes('/v1/status.json')).length).toBeGreaterThan(50);
    expect(one.filter((each) => each.includes('/v1/history.json')).length).toBeGreaterThan(3);
    expect(other).toEqual(one);
  });
});
