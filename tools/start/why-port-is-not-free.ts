import { createServer } from 'node:net';

/**
 * @param host address to listen on
 * @param port TCP port
 * @returns null when the port is free, else the system's error code, for example `EADDRINUSE`
 */
export function whyPortIsNotFree(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown error'));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}
