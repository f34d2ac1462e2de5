import { existsSync } from 'node:fs';
import { issuerKeysSchema } from '../../lib/protocol/issuer-key.ts';
import { readServices } from '../../lib/services/read.ts';
import type { RulePack, RulesSource } from '../../lib/services/rule-pack-schema.ts';
import { type PackFile, readPack } from '../../server/rules/read-pack.ts';
import { readSource } from '../../server/rules/read-source.ts';
import { signPack } from '../../server/rules/sign-pack.ts';
import { readSigningKey } from '../../server/rules/signing-key.ts';
import { writeWhole } from '../../server/rules/write-whole.ts';
import { ruleNamesOf } from './names-of.ts';
import type { SignOrder } from './read-order.ts';
import { readText } from './read-text.ts';

const DAY_MS = 86_400_000;

/** Signs a pack into a file. @returns lines to print @throws Error that says what is wrong */
export async function signFile(order: SignOrder, now: number): Promise<readonly string[]> {
  const before = packBefore(order.out);
  const keys = order.keys.map(readSigningKey);
  const source = order.source === null ? sourceOf(before, order.out) : sourceIn(order.source);
  const issuerKeys =
    order.issuerKeys === null ? stillGood(before, now) : issuerKeysIn(order.issuerKeys);
  const seq = order.seq ?? (before?.seq ?? 0) + 1;
  if (before && seq <= before.seq) {
    throw new Error(
      `--seq ${seq} is not above ${before.seq}, which ${order.out} has: nobody would take it.`,
    );
  }
  const lifeMs = order.days * DAY_MS;
  const text = signPack({ ...source, issuerKeys }, { seq, now, lifeMs, keys });
  await writeWhole(order.out, text);
  const until = new Date(now + lifeMs).toISOString().slice(0, 16);
  return [
    ...source.services.flatMap(missesOf),
    `${order.out}: seq ${seq}, ${text.length} bytes, signed by ${keys.map(({ kid }) => kid).join(', ')}, until ${until}Z, ${source.services.length} services, ${issuerKeys.length} issuer keys`,
  ];
}

function packBefore(path: string): PackFile | null {
  if (!existsSync(path)) return null;
  const pack = readPack(readText(path));
  if (pack === null) {
    throw new Error(
      `${path} is no rule pack: its number in the sequence is needed. Move it away and give --seq.`,
    );
  }
  return pack;
}

function sourceOf(before: PackFile | null, path: string): RulesSource {
  if (!before?.pack) throw new Error(`${path} holds no pack to renew: sign a source file.`);
  return { minExt: before.pack.minExt, services: before.pack.services };
}

function sourceIn(path: string): RulesSource {
  const read = readSource(readText(path), readServices());
  if ('why' in read) throw new Error(`${path}: ${read.why}`);
  return read.source;
}

function issuerKeysIn(path: string): RulePack['issuerKeys'] {
  try {
    return issuerKeysSchema.parse(JSON.parse(readText(path)));
  } catch {
    throw new Error(`${path} holds no issuer keys; "sign-rules -- issuer-keys" prints them.`);
  }
}

function stillGood(before: PackFile | null, now: number): RulePack['issuerKeys'] {
  return (before?.pack?.issuerKeys ?? []).filter(({ until }) => until * 60_000 > now);
}

/** Names that switch nothing off here: a slip of the pen, or a rule of another version. */
function missesOf({ id, off = {} }: RulesSource['services'][number]): readonly string[] {
  const service = readServices().find((each) => each.id === id);
  if (!service) return [`note: there is no service "${id}" in this version`];
  const known = ruleNamesOf(service);
  return Object.entries(off).flatMap(([list, names = []]) =>
    names
      .filter((name) => !known[list]?.includes(name))
      .map((name) => `note: ${id} has no rule ${list}: ${JSON.stringify(name)} in this version`),
  );
}
