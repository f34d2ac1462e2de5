import { parseArgs } from 'node:util';

export const USAGE = `Use: npm run sign-rules -- keys [--folder data]
     npm run sign-rules -- sign [<source.json>] --key <key.pem> [--issuer-keys <keys.json>] [--days 14] [--seq <n>] [--out data/rules.json]
     npm run sign-rules -- renew --key <key.pem> [--issuer-keys <keys.json>] [--days 14] [--out data/rules.json]
     npm run sign-rules -- verify [<pack.json>] --keys <public>,<public>
     npm run -s sign-rules -- issuer-keys [<folder>]
     npm run -s sign-rules -- names <service>`;

/** The file that is signed into and checked unless another is named. */
const PACK = 'data/rules.json';

const LONGEST_DAYS = 14;

export interface SignOrder {
  readonly type: 'sign';
  /** A file with what the pack says; null for what the pack before it said. */
  readonly source: string | null;
  readonly keys: readonly string[];
  /** A file with the issuer's public keys; null for those of the pack before it that are still good. */
  readonly issuerKeys: string | null;
  readonly days: number;
  /** Null for one more than the pack before it. */
  readonly seq: number | null;
  readonly out: string;
}

export type Order =
  | { readonly type: 'keys'; readonly folder: string }
  | SignOrder
  | { readonly type: 'verify'; readonly pack: string; readonly keys: string }
  | { readonly type: 'issuer-keys'; readonly folder: string }
  | { readonly type: 'names'; readonly service: string };

/**
 * @param args the words after the command
 * @throws Error that says which word is wrong and what it must be
 */
export function readOrder(args: readonly string[]): Order {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      folder: text,
      key: { type: 'string', multiple: true },
      keys: text,
      'issuer-keys': text,
      days: text,
      seq: text,
      out: text,
    },
  });
  const [command, what, more] = positionals;
  if (more !== undefined) throw new Error(`"${more}" is one word too many.`);
  switch (command) {
    case 'keys':
      return { type: 'keys', folder: values.folder ?? 'data' };
    case 'sign':
    case 'renew': {
      if (command === 'renew' && what !== undefined) {
        throw new Error(
          'renew signs what the pack says already; to change it, sign a source file.',
        );
      }
      if (!values.key) throw new Error('--key is missing: the file of a private key.');
      return {
        type: 'sign',
        source: command === 'renew' ? null : (what ?? 'data/rules-source.json'),
        keys: values.key,
        issuerKeys: values['issuer-keys'] ?? null,
        days: numberIn('days', values.days, LONGEST_DAYS) ?? LONGEST_DAYS,
        seq: numberIn('seq', values.seq, Number.MAX_SAFE_INTEGER),
        out: values.out ?? PACK,
      };
    }
    case 'verify':
      if (!values.keys) throw new Error('--keys is missing: the public keys that a build pins.');
      return { type: 'verify', pack: what ?? PACK, keys: values.keys };
    case 'issuer-keys':
      return { type: 'issuer-keys', folder: what ?? 'data/issuer-keys' };
    case 'names':
      if (what === undefined) throw new Error('Name a service, for example chatgpt.');
      return { type: 'names', service: what };
    default:
      throw new Error(`"${command ?? ''}" is no command.`);
  }
}

function numberIn(option: string, value: string | undefined, most: number): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new Error(`--${option} must be a whole number from 1 to ${most}, not "${value}".`);
  }
  return number;
}
