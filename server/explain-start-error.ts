const LISTEN_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop what listens there, or choose another port with OUTCRY_PORT',
  EACCES: 'may not be used by this account: choose a port above 1023 with OUTCRY_PORT',
  EADDRNOTAVAIL: 'is not an address of this machine: correct OUTCRY_HOST',
  ENOTFOUND: 'is not known: correct OUTCRY_HOST',
};

/** @returns one line that says why the server did not start and what to do */
export function explainStartError(error: unknown): string {
  if (!(error instanceof Error)) return `Outcry did not start: ${String(error)}`;
  const { code, address, hostname, port } = error as NodeJS.ErrnoException & {
    address?: string;
    hostname?: string;
    port?: number;
  };
  const advice = LISTEN_ERRORS[code ?? ''];
  const why =
    advice === undefined
      ? error.message
      : `${address ?? hostname}${port === undefined ? '' : `:${port}`} ${advice}`;
  return `Outcry did not start: ${why.replaceAll(/\s*\n\s*/g, ' ')}`;
}
