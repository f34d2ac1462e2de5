import type { Server } from 'node:http';
import type { Lane } from './http/plain-lane.ts';

/** Requests under way get this long to end. Milliseconds. */
const DRAIN_MS = 3_500;

const IDLE_CHECK_MS = 50;

/**
 * Stops accepting connections and waits until those there are have got their answers; idle ones are
 * closed at once, stubborn ones at the end of the time.
 */
export function drain(server: Server, lane: Lane): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => {
      server.closeIdleConnections();
      lane.closeIdle();
    }, IDLE_CHECK_MS);
    const force = setTimeout(() => {
      server.closeAllConnections();
      lane.closeAll();
    }, DRAIN_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(force);
      lane.stop();
      resolve();
    });
  });
}
