import type { Lexicon } from '../../lib/services/common/common-schema.ts';
import type { PhraseData } from '../../lib/services/notice-schema.ts';
import type { Service } from '../../lib/services/schema.ts';

/** What the meanings of the lexicon's words amount to for a reader, in the order of the columns. */
const TOPICS: readonly (readonly [title: string, meanings: readonly string[]])[] = [
  ['failed', ['failure', 'capacity']],
  ['connection', ['network', 'offline']],
  ['own limit', ['limit', 'some-limit']],
  ['signed out', ['signed-out']],
  ['policy', ['policy']],
  ['blocked, bot check', ['blocked', 'challenge']],
  ['no failure', ['harmless']],
];

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/**
 * @param services in the order of the tables
 * @param common phrases that hold on every service
 * @returns docs/coverage.md
 */
export function coverageDocument(
  services: readonly Service[],
  common: readonly PhraseData[],
  lexicon: Lexicon,
): string {
  const sorted = services.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const languages = languagesOf(sorted.flatMap(({ phrases = [] }) => phrases));
  const words = wordsOf(lexicon);
  return `# What is covered

Made from \`lib/services\` by \`npm run new-service -- --refresh\`; a test compares. What it means is told in [adding a service](adding-a-service.md).

## Without a word of text

These work in every language of the page, also in one that stands nowhere below.

${table(['chatbot', 'addresses', 'error boxes', 'failed answers', 'stalls', 'trust'], sorted.map(structureRow))}

- **addresses**: requests whose failure is noticed by status or connection error. The page itself, when it never loads or loads with an error, is noticed for every chatbot.
- **error boxes**: places special to this chatbot in which its errors stand; in brackets, how many of them its markup alone tells to be errors. Alerts, dialogs, toasts and snack bars with the usual roles and names are looked at on every chatbot.
- **failed answers**: yes, where the chatbot writes a failure as its whole answer and the exact text is known.
- **stalls**: yes, where the page's own marks tell that it still waits, so that a silence that is too long is noticed.
- **trust**: A the vendor's own code or articles, B copied from its pages, C second hand.

## By text

How many texts of its own are known for each chatbot, failures and look-alikes, by language. A dot: none of its own; then the words below decide, in the places where errors stand.

${table(
  ['chatbot', ...languages],
  sorted.map((service) => textRow(service, languages)),
)}

On every chatbot, ${countTexts(common)} texts of gateways, bot walls and browsers are known besides, ${countTexts(common, 'en')} of them in English.

## By words

What the words of a text that nobody has noted yet can tell, by language. Where only *failed* is marked, a failure is recognised, but not a look-alike of it.

${table(['language', ...TOPICS.map(([title]) => title)], wordRows(words))}
`;
}

function structureRow({ name, trust, watch }: Service): string[] {
  const notices = (watch?.notices ?? []).filter(({ place }) => place !== 'answer');
  const marked = notices.filter(({ marks }) => marks?.includes('error')).length;
  const answers = watch?.notices.some(({ place }) => place === 'answer') ?? false;
  return [
    name,
    numberOrDash(watch?.endpoints.length ?? 0),
    notices.length === 0 ? '–' : `${notices.length} (${marked})`,
    answers ? 'yes' : '–',
    watch?.progress ? 'yes' : '–',
    trust,
  ];
}

function textRow({ name, phrases = [] }: Service, languages: readonly string[]): string[] {
  const counts = languages.map((language) => countTexts(phrases, language));
  return [name, ...counts.map((count) => (count === 0 ? '·' : String(count)))];
}

/** Languages of the texts, those with most texts first. */
function languagesOf(phrases: readonly PhraseData[]): readonly string[] {
  const all = new Set(phrases.flatMap(({ texts }) => Object.keys(texts).map(base)));
  const count = (language: string) => countTexts(phrases, language);
  return [...all].sort((a, b) => count(b) - count(a) || a.localeCompare(b, 'en'));
}

/** Regions are left out: `es-ES` and `es-419` are Spanish. */
function base(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

function countTexts(phrases: readonly PhraseData[], language?: string): number {
  return phrases
    .flatMap(({ texts }) => Object.entries(texts))
    .filter(([tag]) => language === undefined || base(tag) === language)
    .reduce((sum, [, texts]) => sum + texts.length, 0);
}

/** Meanings by language. */
function wordsOf(lexicon: Lexicon): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  for (const { meaning, words } of lexicon) {
    for (const [tag, list] of Object.entries(words)) {
      if (list.length === 0) continue;
      const meanings = known.get(base(tag)) ?? new Set();
      known.set(base(tag), meanings.add(meaning));
    }
  }
  return known;
}

function wordRows(words: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const rows = [...words].map(([language, known]) => {
    const marks = TOPICS.map(([, meanings]) => meanings.some((meaning) => known.has(meaning)));
    const name = `${languageNames.of(language) ?? language} (${language})`;
    return [name, ...marks.map((mark) => (mark ? 'yes' : '–'))];
  });
  const count = (row: readonly string[]) => row.filter((cell) => cell === 'yes').length;
  return rows.sort((a, b) => count(b) - count(a) || (a[0] ?? '').localeCompare(b[0] ?? '', 'en'));
}

function numberOrDash(count: number): string {
  return count === 0 ? '–' : String(count);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
