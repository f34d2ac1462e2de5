import type { Service } from '../../lib/services/schema.ts';
import { replaceBetween } from '../replace-between.ts';

/** README's table of chatbots stands between these lines. */
const BEGIN = '<!-- chatbots: made by npm run new-service -- --refresh -->\n';
const END = '<!-- end of chatbots -->';

/** @returns the table of chatbots as the services' files have them: those watched by default first */
function serviceTable(services: readonly Service[]): string {
  const sorted = services.toSorted(
    (a, b) => Number(b.core) - Number(a.core) || a.name.localeCompare(b.name, 'en'),
  );
  const rows = sorted.map((service) => {
    const watched = service.core ? 'by default' : 'on a click';
    return `| ${service.name} | ${placesOf(service).join(', ')} | ${watched} | ${service.trust} |`;
  });
  return ['| chatbot | where | watched | trust |', '| --- | --- | --- | --- |', ...rows, ''].join(
    '\n',
  );
}

/** @returns the README with the present table in it @throws Error when it has no place for one */
export function readmeWithServices(readme: string, services: readonly Service[]): string {
  return replaceBetween(readme, BEGIN, END, serviceTable(services));
}

/** Hosts, and of shared hosts the paths, without the pattern's signs. */
function placesOf({ hosts, paths = {} }: Service): string[] {
  return hosts.flatMap((host) => {
    const own = paths[host];
    return own ? [...new Set(own.map((path) => `${host}${path.replace(/\/\*\*$/, '')}`))] : [host];
  });
}
