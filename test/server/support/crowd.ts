import { batch, failed, networkOf, post, seen } from './batches.ts';
import type { TestServer } from './test-server.ts';

/** How a crowd of networks speaks about the current minute. */
export interface CrowdOptions {
  readonly count?: number;
  readonly failing?: number;
  readonly services?: readonly string[];
}

/** Every network sends one batch about the services, the first ones a failing one. */
export async function speak(server: TestServer, options: CrowdOptions = {}): Promise<void> {
  const { count = 40, failing = 0, services = ['chatgpt'] } = options;
  const minute = server.minute();
  await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const own = services.map((service) =>
        index < failing ? failed(minute, service) : seen({ minute, service }),
      );
      const body = post(batch(`${index} at ${minute}`, { seen: own }));
      return server.requestFrom(networkOf(index), '/v1/reports', body);
    }),
  );
}

/** Lets minutes pass in which the crowd speaks, judging half a minute after the end of each. */
export async function live(
  server: TestServer,
  minutes: number,
  options: CrowdOptions = {},
): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await speak(server, options);
    server.pass(1);
    await server.judge();
  }
}
