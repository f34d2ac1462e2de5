import { seededRandom } from '../../test/support/random.ts';

export interface Message {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

const WORDS =
  'the model reads each word and writes the next one so a long answer grows while the page draws it with care and without haste until every part of the plan is clear to whoever asked for it in the first place';
const LEXICON = WORDS.split(' ');

/** @returns about as many tokens as asked for, a word each: prose, lists, headings, code, some of it bold */
export function writeAnswer(tokens: number, seed: number): readonly string[] {
  const random = seededRandom(seed);
  const words: string[] = [];
  const add = (count: number, before: string, after: string) => {
    for (let index = 0; index < count; index += 1) {
      const word = LEXICON[Math.floor(random.uniform() * LEXICON.length)] ?? 'word';
      const shown = random.uniform() < 0.04 ? `**${word}**` : word;
      words.push(`${index === 0 ? before : ' '}${shown}${index === count - 1 ? after : ''}`);
    }
  };
  while (words.length < tokens) {
    const kind = random.uniform();
    if (kind < 0.1) add(5, '## ', '\n\n');
    else if (kind < 0.25) {
      for (let item = 0; item < 4; item += 1) add(12, '- ', item === 3 ? '\n\n' : '\n');
    } else if (kind < 0.35) add(60, '```\n', '\n```\n\n');
    else add(60, '', '.\n\n');
  }
  return words.slice(0, tokens);
}

/** @returns a conversation of that many messages, prompt and answer in turn */
export function writeConversation(messages: number): readonly Message[] {
  return Array.from({ length: messages }, (_, index): Message => {
    const role = index % 2 === 0 ? 'user' : 'assistant';
    return {
      role,
      text: writeAnswer(role === 'user' ? 15 : 150, index)
        .join('')
        .trim(),
    };
  });
}
