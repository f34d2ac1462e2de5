import * as z from 'zod/mini';
import { stateSchema } from '../../../lib/protocol/vocabulary.ts';
import type { OfficialWord } from '../../official/official-word.ts';
import { KEPT_SECONDS, leaseKey, serviceKeys } from '../keys.ts';
import { callAll } from './call-all.ts';
import type { Link } from './link.ts';
import { CLAIM, RELEASE } from './scripts.ts';

/** What the nodes of one cluster tell each other beside what is stored. */
export interface Peers {
  /**
   * Takes a job that only one node may do, or goes on with it.
   * @param forMs the job is free again after this time without another claim. Milliseconds
   * @returns whether this holder has it now
   * @throws Error when that is not known
   */
  claim(job: string, holder: string, forMs: number): Promise<boolean>;
  /** Gives a job back, if this holder has it. */
  release(job: string, holder: string): Promise<void>;
  /** Tells the others what vendors say. */
  tellWords(words: ReadonlyMap<string, OfficialWord>): Promise<void>;
  /** What was told last, by service; words that are 15 minutes old are gone. */
  words(): Promise<ReadonlyMap<string, OfficialWord>>;
}

const time = z.nullable(z.string().check(z.maxLength(40)));
const wordSchema = z.object({
  state: stateSchema,
  since: time,
  url: z.string(),
  checked: time,
  incident: z.optional(z.object({ id: z.string(), title: z.string(), publishedAt: time })),
});

function parseWord(text: string | null): OfficialWord | null {
  try {
    const { incident, ...word } = wordSchema.parse(JSON.parse(text ?? 'null'));
    return incident === undefined ? word : { ...word, incident };
  } catch {
    return null;
  }
}

/** @returns the peers over the same cluster that holds the store */
export function createPeers(link: Link, services: readonly string[]): Peers {
  return {
    async claim(job, holder, forMs) {
      const { tag, key } = leaseKey(job);
      const call = { tag, script: CLAIM, keys: [key], args: [holder, forMs] };
      const [reply] = await callAll(link, [call]);
      return reply === 1;
    },
    async release(job, holder) {
      const { tag, key } = leaseKey(job);
      await callAll(link, [{ tag, script: RELEASE, keys: [key], args: [holder] }]);
    },
    async tellWords(words) {
      await link.read((cluster) =>
        Promise.all(
          [...words].map(([service, word]) =>
            cluster.set(serviceKeys(service).word, JSON.stringify(word), 'EX', KEPT_SECONDS.word),
          ),
        ),
      );
    },
    async words() {
      const texts = await link.read((cluster) =>
        Promise.all(services.map((service) => cluster.get(serviceKeys(service).word))),
      );
      const found = services.map((service, at) => [service, parseWord(texts[at] ?? null)] as const);
      return new Map(found.flatMap(([service, word]) => (word === null ? [] : [[service, word]])));
    },
  };
}
