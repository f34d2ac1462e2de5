import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildKeys } from '../../lib/platform/build-keys.ts';
import { openPack } from '../../lib/rules/open-pack.ts';
import { pinnedKeysIn } from '../../lib/rules/pinned-key.ts';
import { readServices } from '../../lib/services/read.ts';
import { makeFolders } from '../../server/store/make-folders.ts';
import { openKeyFolder } from '../../server/tokens/key-folder.ts';
import { localRulesKeys } from '../setup/local-rules-keys.ts';
import { namesOf } from './names-of.ts';
import type { Order } from './read-order.ts';
import { readText } from './read-text.ts';
import { signFile } from './sign-file.ts';

/**
 * Does what was ordered.
 * @param now milliseconds since the epoch
 * @returns lines to print
 * @throws Error that says what is wrong and what to do
 */
export async function runOrder(order: Order, now: number): Promise<readonly string[]> {
  switch (order.type) {
    case 'keys':
      return makeKeys(order.folder);
    case 'sign':
      return signFile(order, now);
    case 'verify':
      return verify(order.pack, order.keys, now);
    case 'issuer-keys':
      return [JSON.stringify(issuerKeysIn(order.folder, now))];
    case 'names':
      return namesOf(order.service);
  }
}

function makeKeys(folder: string): readonly string[] {
  const current = join(folder, 'rules-key.pem');
  if (existsSync(current)) {
    throw new Error(`${current} is there already; choose another --folder for new keys.`);
  }
  makeFolders(folder);
  const { signingKey, publicKeys } = localRulesKeys(folder);
  return [
    `The current key is ${signingKey}, its spare ${join(folder, 'rules-spare-key.pem')}: take the spare offline.`,
    'Build the extension with their public halves:',
    `OUTCRY_RULES_KEYS=${publicKeys}`,
  ];
}

async function verify(path: string, publicKeys: string, now: number): Promise<readonly string[]> {
  const text = readText(path);
  const services = readServices();
  const answer = await openPack(text, {
    keys: pinnedKeysIn(buildKeys(publicKeys)),
    hosts: new Set(services.flatMap((each) => [...each.hosts, ...each.requestHosts])),
    version: version(),
    now,
    memory: [],
  });
  if (!answer.ok) {
    throw new Error(
      `${path} is not taken: ${answer.why}${answer.detail ? ` (${answer.detail})` : ''}`,
    );
  }
  const { pack, signers } = answer.opened;
  const parts = `${pack.services.length} services, ${pack.issuerKeys.length} issuer keys`;
  return [
    `good: seq ${pack.seq}, signed by ${signers.join(', ')}, until ${pack.expires}, ${parts}`,
  ];
}

function version(): string {
  const { version } = JSON.parse(
    readText(new URL('../../package.json', import.meta.url).pathname),
  ) as { version: string };
  return version;
}

function issuerKeysIn(folder: string, now: number): unknown {
  if (!existsSync(folder))
    throw new Error(`${folder} is not there: the server makes it when it starts.`);
  return openKeyFolder(folder)
    .read()
    .filter(({ until }) => until * 60_000 > now)
    .map(({ kid, from, until, spki }) => ({ kid, from, until, spki }));
}
