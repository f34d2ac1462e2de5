import { parseArgs } from 'node:util';
import { serviceIdSchema } from '../../lib/protocol/vocabulary.ts';

export const USAGE = `Use: npm run new-service -- <id> --name "Example" --vendor "Example Inc." --home https://chat.example.com/ --status https://status.example.com
     npm run new-service -- --refresh   (README's table, docs/coverage.md and missing icons, from lib/services)`;

const LONGEST_NAME = 40;
const LONGEST_URL = 200;

export interface NewService {
  readonly type: 'new';
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly home: URL;
  readonly status: URL;
}

export type Order = NewService | { readonly type: 'refresh' };

/**
 * @param args the words after the command
 * @throws Error that says which word is wrong and what it must be
 */
export function readOrder(args: readonly string[]): Order {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { name: text, vendor: text, home: text, status: text, refresh: { type: 'boolean' } },
  });
  if (values.refresh) {
    if (args.length > 1) throw new Error('--refresh stands alone.');
    return { type: 'refresh' };
  }
  const [id, more] = positionals;
  if (id === undefined) throw new Error('Give the new service an id.');
  if (more !== undefined) throw new Error(`One id only; quote names with blanks ("${more}").`);
  if (!serviceIdSchema.safeParse(id).success) {
    throw new Error(
      `"${id}" is no id: small letters, digits and hyphens, a letter first, at most 32.`,
    );
  }
  return {
    type: 'new',
    id,
    name: nameIn('name', values.name),
    vendor: nameIn('vendor', values.vendor),
    home: addressIn('home', values.home),
    status: addressIn('status', values.status),
  };
}

function nameIn(option: string, value: string | undefined): string {
  const name = value?.trim() ?? '';
  // A bar or a line end would break the tables that names stand in.
  if (name === '' || name.length > LONGEST_NAME || /[|<>\p{Cc}]/u.test(name)) {
    throw new Error(`--${option} must be 1 to ${LONGEST_NAME} characters without | < >.`);
  }
  return name;
}

function addressIn(option: string, value: string | undefined): URL {
  if (value === undefined) throw new Error(`--${option} is missing: an https address.`);
  const url = URL.canParse(value) ? new URL(value) : null;
  const hasName = url && /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(url.hostname);
  if (url?.protocol !== 'https:' || !hasName || value.length > LONGEST_URL) {
    throw new Error(`--${option} "${value}" must be an https address with a host name.`);
  }
  if (url.port || url.username || url.search || url.hash) {
    throw new Error(`--${option} "${value}" must have no port, user, query or fragment.`);
  }
  return url;
}
