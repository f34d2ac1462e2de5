import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/**
 * Lets a server listen on this machine.
 * @param ports the ports to try in order; 0 for any
 * @returns the port it got
 * @throws Error when none is free
 */
export async function listenOn(server: Server, ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    server.listen(port, '127.0.0.1');
    const listening = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (listening) return (server.address() as AddressInfo).port;
  }
  throw new Error(`None of the ports ${ports.join(', ')} is free.`);
}
