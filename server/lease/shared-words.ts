import { AGES_AFTER_MS } from '../official/follow.ts';
import type { Official } from '../official/official.ts';
import type { OfficialWord } from '../official/official-word.ts';
import type { Peers } from '../store/redis/peers.ts';

/** What vendors say, whichever node has asked them. */
export interface SharedWords {
  word(service: string): OfficialWord | undefined;
  /** Tells the others what this node has read, or hears what they have; to be called before each judging. @throws Error when the store fails */
  update(): Promise<void>;
}

export interface SharedWordsOptions {
  readonly official: Pick<Official, 'word' | 'words'>;
  /** Null where there is one node only. */
  readonly peers: Pick<Peers, 'tellWords' | 'words'> | null;
  /** Whether this node asks the vendors now. */
  readonly isPolling: () => boolean;
  readonly clock: () => number;
}

const checkedAt = ({ checked }: OfficialWord): number =>
  checked === null ? Number.NEGATIVE_INFINITY : Date.parse(checked);

/** One node asks the vendors, all nodes show what it read: the word that was checked last counts. */
export function createSharedWords(options: SharedWordsOptions): SharedWords {
  const { official, peers, isPolling, clock } = options;
  let heard: ReadonlyMap<string, OfficialWord> = new Map();
  const told = new Map<string, string>();

  const heardOf = (service: string): OfficialWord | undefined => {
    const word = heard.get(service);
    if (word === undefined || Math.abs(clock() - checkedAt(word)) >= AGES_AFTER_MS)
      return undefined;
    return word;
  };
  return {
    word(service) {
      const own = official.word(service);
      const other = heardOf(service);
      if (own === undefined || other === undefined) return own;
      return checkedAt(other) > checkedAt(own) ? other : own;
    },
    async update() {
      if (peers === null) return;
      if (!isPolling()) {
        heard = await peers.words();
        return;
      }
      const fresh = [...official.words()].filter(
        ([service, word]) => word.checked !== null && told.get(service) !== JSON.stringify(word),
      );
      if (fresh.length === 0) return;
      await peers.tellWords(new Map(fresh));
      for (const [service, word] of fresh) told.set(service, JSON.stringify(word));
    },
  };
}
