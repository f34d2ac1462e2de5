import { expect, it } from 'vitest';
import { acceptedSchema } from '../../../lib/protocol/reports.ts';
import { batch, failed, networkOf, post, seen } from '../support/batches.ts';
import { createTestServer } from '../support/test-server.ts';

it('asks who speaks of what is undecided to come back sooner than others, while it is busy', async () => {
  const server = createTestServer();
  const minute = server.minute();
  const send = async (who: number, entry: ReturnType<typeof seen>) => {
    const body = post(batch(who, { seen: [entry] }));
    const response = await server.requestFrom(networkOf(who), '/v1/reports', body);
    return acceptedSchema.parse(await response.json()).next;
  };
  expect(await send(0, failed(minute))).toBe(60);
  await server.judge();
  const crowd = Array.from({ length: 600 }, (_, who) =>
    Promise.all([send(who, seen({ minute })), send(who, seen({ minute, service: 'claude' }))]),
  );
  const answers = await Promise.all(crowd);
  const longest = (place: 0 | 1) => Math.max(...answers.map((both) => both[place]));
  // 1,200 of 3,000 places are taken: 60 and 240 more of one kind, 60 and 60 more of the other.
  expect([longest(0), longest(1)]).toEqual([84, 156]);
});
