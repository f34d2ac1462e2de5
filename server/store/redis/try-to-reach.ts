import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { addressOf } from './address-of.ts';

/** How long one node may take. Milliseconds. */
const REACH_MS = 1_000;

function reach(node: string, isTls: boolean): Promise<string | null> {
  const { host, port } = addressOf(node);
  return new Promise((resolve) => {
    const socket: Socket = isTls
      ? connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) })
      : connectPlain({ host, port });
    const end = (why: string | null) => {
      socket.destroy();
      resolve(why);
    };
    socket.setTimeout(REACH_MS, () => end(`${node} does not answer`));
    socket.once(isTls ? 'secureConnect' : 'connect', () => end(null));
    socket.once('error', ({ message }) => end(`${node}: ${message}`));
    socket.once('close', () => end(`${node} closes the connection at once`));
  });
}

/**
 * Opens a connection to each node, and says nothing on it: the client library does not tell why it cannot.
 * @returns what hinders it at the first node that cannot be reached; null when all can
 */
export async function tryToReach(nodes: readonly string[], isTls: boolean): Promise<string | null> {
  for (const node of nodes) {
    const why = await reach(node, isTls);
    if (why !== null) return why;
  }
  return null;
}
