import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A loopback proxy that can delay, or stop forwarding without closing anything. */
export interface TcpProxy {
  readonly port: number;
  /** From now on nothing passes, in neither direction, on old and new connections. */
  cut(): void;
  /** Lets pass again, also what was held back. */
  heal(): void;
  /** Holds everything that passes from the client for this long. Milliseconds. */
  delay(ms: number): void;
  end(): Promise<void>;
}

/** Starts a proxy in front of a port of this machine. */
export async function startTcpProxy(targetPort: number, listenPort = 0): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let delayMs = 0;
  let isCut = false;

  const forward = (from: Socket, to: Socket, delays: boolean) => {
    from.on('data', (chunk) => {
      if (!delays || delayMs === 0) to.write(chunk);
      else setTimeout(() => to.write(chunk), delayMs);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    sockets.add(from);
    if (isCut) from.pause();
  };
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    forward(client, target, true);
    forward(target, client, false);
  });
  server.listen(listenPort, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.pause();
    },
    heal() {
      isCut = false;
      for (const socket of sockets) socket.resume();
    },
    delay(ms) {
      delayMs = ms;
    },
    async end() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}
