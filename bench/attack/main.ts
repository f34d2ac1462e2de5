// What it costs to make Outcry say what is not so: attackers of 1 to 1,000 networks against the real server process, on
// real sockets, beside an honest crowd. Only its clock is driven, so that hours take seconds.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readServices } from '../../lib/services/read.ts';
import { type DrivenServer, driveServer } from '../../test/support/driven-server/driven-server.ts';
import { seededRandom } from '../../test/support/random.ts';
import { RESULTS_FOLDER, thisRun, writeResultFile } from '../result-files.ts';
import { ATTACK, ATTACKS, type AttackName } from './attacks.ts';
import { type Assault, runCampaign } from './campaign.ts';
import { honestMinute, USUAL_SHARE } from './crowd.ts';
import { keepsPromise } from './flips.ts';
import { type Outcome, readResult } from './result.ts';
import { measureSlowSenders } from './slow-senders.ts';
import { attackTable, securityWithTable } from './table.ts';

const NETWORKS = [1, 3, 10, 30, 100, 300, 1000] as const;
const CROWDS = [30, 300] as const;
const LEARNED_MINUTES = 180;
const START = 29_500_000;
const SEED = 20_260_203;

/** Attackers that stand side by side, each size against a service of its own; named ones also with nobody, to compare. */
const CAMPAIGNS: readonly { attacks: readonly AttackName[]; controls: readonly AttackName[] }[] = [
  { attacks: ['fake', 'hide'], controls: ['fake', 'hide'] },
  { attacks: ['clock liars', 'copycats'], controls: ['copycats'] },
  { attacks: ['drip, then hide', 'replay'], controls: ['drip, then hide'] },
];

/** As many clients as the server takes from one network, fewer where there are many networks: more change nothing. */
function clientsOf(networks: number): number {
  return Math.max(3, Math.min(300, Math.round(600 / networks)));
}

const services = readServices().map(({ id }) => id);
const folder = mkdtempSync(`${RESULTS_FOLDER}.attack-`);

async function withServer<T>(
  database: string,
  from: number,
  work: (server: DrivenServer) => Promise<T>,
): Promise<T> {
  const server = await driveServer({ OUTCRY_DB: database }, from);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** Lets a server learn what is usual. @returns its database */
async function learn(crowd: number): Promise<string> {
  const database = `${folder}/learned-${crowd}.db`;
  const random = seededRandom(SEED + crowd);
  await withServer(database, START - LEARNED_MINUTES, async (server) => {
    while (server.minute() < START) {
      const minute = server.minute() - 1;
      await server.send(honestMinute(crowd, services, minute, () => USUAL_SHARE, random));
      await server.pass(1);
    }
  });
  return database;
}

function assaultsOf({ attacks, controls }: (typeof CAMPAIGNS)[number]): readonly Assault[] {
  const sized = attacks.flatMap((name) => NETWORKS.map((networks) => ({ name, networks })));
  const all = [...controls.map((name) => ({ name, networks: 0 })), ...sized];
  return all.flatMap(({ name, networks }, index) => {
    const service = services[index];
    if (service === undefined) throw new Error('there are not enough services for all attackers');
    return [{ name, networks, service, clients: networks === 0 ? 0 : clientsOf(networks) }];
  });
}

const outcomes: Outcome[] = [];
const began = performance.now();
try {
  for (const crowd of CROWDS) {
    const learned = await learn(crowd);
    for (const campaign of CAMPAIGNS) {
      const database = `${folder}/${campaign.attacks[0]}-${crowd}.db`.replaceAll(' ', '-');
      copyFileSync(learned, database);
      const random = seededRandom(SEED);
      const own = await withServer(database, START, (server) =>
        runCampaign(server, services, assaultsOf(campaign), crowd, random),
      );
      outcomes.push(...own);
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(`${crowd} honest voices a minute: ${campaign.attacks.join(', ')} (${seconds} s)`);
    }
  }
  const slow = await measureSlowSenders(`${folder}/slow.db`);
  const attacks = ATTACKS.map((name) => ({ name, what: ATTACK[name].what }));
  const head = { ...thisRun(), seed: SEED, learnedMinutes: LEARNED_MINUTES };
  writeResultFile('attack', { ...head, attacks, outcomes, slow });
} finally {
  rmSync(folder, { recursive: true });
}
console.log(attackTable());
const security = new URL('../../docs/security.md', import.meta.url);
writeFileSync(security, securityWithTable());
process.exitCode = keepsPromise(readResult().outcomes) ? 0 : 1;
