import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NOTHING_TO_WATCH } from '../../lib/services/nothing-to-watch.ts';
import { type Service, serviceSchema } from '../../lib/services/schema.ts';
import { readFolder } from './read-folder.ts';
import type { NewService } from './read-order.ts';
import { refresh } from './refresh.ts';
import { starterPages } from './starter-pages.ts';

/**
 * Writes a service's file and its fixtures, then its icon and its rows in the documents.
 * @param root the project's folder
 * @param today for the evidence, as 2026-11-23
 * @returns what was written, paths from the project's folder
 * @throws Error, with nothing written, when anything of it is there already
 */
export function createService(root: string, order: NewService, today: string): readonly string[] {
  const file = `lib/services/${order.id}.json`;
  const fixtures = `test/fixtures/services/${order.id}`;
  const service = frameOf(order, today);
  refuseTaken(
    service,
    readFolder(root),
    [file, fixtures].filter((path) => existsSync(join(root, path))),
  );
  const pages = Object.entries(starterPages(service));
  const texts: readonly (readonly [path: string, text: string])[] = [
    [file, formatted(service)],
    ...pages.map(([name, text]) => [`${fixtures}/${name}`, text] as const),
  ];
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return [...texts.map(([path]) => path), ...refresh(root)];
}

function frameOf({ id, name, vendor, home, status }: NewService, date: string): Service {
  const path = home.pathname.replace(/\/+$/, '');
  return serviceSchema.parse({
    format: 1,
    id,
    name,
    vendor,
    home: home.href,
    core: false,
    hosts: [home.hostname],
    // A home that is not at the top suggests that the rest of the host is something else.
    ...(path === '' ? {} : { paths: { [home.hostname]: [`${path}/**`] } }),
    requestHosts: [],
    statusPage: status.href.replace(/\/$/, ''),
    trust: 'C',
    evidence: [{ what: 'Name and addresses of the service', date }],
    watch: NOTHING_TO_WATCH,
    phrases: [],
  });
}

function refuseTaken(wanted: Service, others: readonly Service[], paths: readonly string[]): void {
  const [path] = paths;
  if (path !== undefined)
    throw new Error(`${path} is there already: choose another id, or edit it.`);
  const name = wanted.name.toLowerCase();
  const namesake = others.find((other) => other.name.toLowerCase() === name);
  if (namesake) throw new Error(`"${wanted.name}" is the name of the service "${namesake.id}".`);
  const [host = ''] = wanted.hosts;
  const owner = others.find(({ hosts, paths }) => {
    return hosts.includes(host) && !(paths?.[host] && wanted.paths?.[host]);
  });
  if (owner) throw new Error(`The host ${host} belongs to the service "${owner.id}".`);
}

/** As the formatter wants it: lists of words on one line. */
function formatted(service: Service): string {
  const text = JSON.stringify(service, null, 2);
  return `${text.replace(/\[\s+("[^"]*")\s+\]/g, '[$1]')}\n`;
}
