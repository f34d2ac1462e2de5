const hosts = import.meta.glob<readonly string[]>('./*.json', { eager: true, import: 'hosts' });
const core = import.meta.glob<boolean>('./*.json', { eager: true, import: 'core' });

/**
 * Match patterns of the pages that are watched without asking. Only these two fields are taken from the data, so that
 * a script that imports this carries nothing else of it.
 */
export const coreMatches: string[] = Object.keys(hosts)
  .filter((file) => core[file])
  .flatMap((file) => hosts[file] ?? [])
  .map((host) => `https://${host}/*`);
