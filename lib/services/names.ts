import type { Service } from './schema.ts';

/** What a page shows of a service. */
export type ServiceName = Pick<Service, 'id' | 'name' | 'vendor' | 'statusPage' | 'home'>;

// One import per field: the bundler then leaves phrases and selectors out of the pages, which have no use for them.
const names = import.meta.glob<string>('./*.json', { eager: true, import: 'name' });
const vendors = import.meta.glob<string>('./*.json', { eager: true, import: 'vendor' });
const homes = import.meta.glob<string>('./*.json', { eager: true, import: 'home' });
const statusPages = import.meta.glob<string>('./*.json', { eager: true, import: 'statusPage' });

/** Every service in the package, in order of its name. Its file is named after its id. */
export const serviceNames: readonly ServiceName[] = Object.entries(names)
  .map(([file, name]) => ({
    id: file.slice('./'.length, -'.json'.length),
    name,
    vendor: vendors[file] ?? '',
    home: homes[file] ?? '',
    statusPage: statusPages[file] ?? '',
  }))
  // The names are Latin: a collator would cost the popup milliseconds.
  .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
