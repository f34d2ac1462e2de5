import { readFileSync } from 'node:fs';
import { replaceBetween } from '../../tools/replace-between.ts';
import { table } from '../verdict/report/format.ts';
import { AFTER_MINUTES, type AttackName } from './attacks.ts';
import { smallestFlips } from './flips.ts';
import { type Cost, type Outcome, readResult } from './result.ts';

const security = new URL('../../docs/security.md', import.meta.url);

const BEGIN = '<!-- attacks: made by npm run bench -- attack -->\n';
const END = '<!-- end of attacks -->';

type Cell = (outcome: Outcome) => string;

const minutesOf = (cost: Cost) => (cost === null ? 'never' : `${cost.minutes}`);
const count = (n: number) => n.toLocaleString('en');

/** The rows of the table: what is told, and after how many minutes. */
const ROWS: readonly { readonly name: AttackName; readonly told: string; readonly cell: Cell }[] = [
  { name: 'fake', told: '`suspected`', cell: ({ suspected }) => minutesOf(suspected) },
  { name: 'fake', told: '`confirmed`', cell: ({ confirmed }) => minutesOf(confirmed) },
  { name: 'fake', told: '`outage`', cell: ({ outage }) => minutesOf(outage) },
  { name: 'clock liars', told: '`confirmed`', cell: ({ confirmed }) => minutesOf(confirmed) },
  { name: 'replay', told: '`suspected`', cell: ({ suspected }) => minutesOf(suspected) },
  { name: 'hide', told: 'truth: `confirmed`', cell: ({ confirmed }) => minutesOf(confirmed) },
  { name: 'hide', told: 'truth: `outage`', cell: ({ outage }) => minutesOf(outage) },
  { name: 'drip, then hide', told: 'during the drip', cell: ({ early }) => early ?? 'nothing' },
  {
    name: 'drip, then hide',
    told: 'truth: `confirmed`',
    cell: ({ confirmed }) => minutesOf(confirmed),
  },
  { name: 'copycats', told: '`outage`', cell: ({ outage }) => minutesOf(outage) },
  {
    name: 'copycats',
    told: 'truth: works again',
    cell: ({ lasted }) => (lasted === null ? `> ${AFTER_MINUTES}` : `${lasted}`),
  },
];

function costTable(outcomes: readonly Outcome[]): string {
  const heads = [
    'honest voices a minute',
    'attack',
    'what is told',
    'networks',
    'minutes',
    'batches',
  ];
  const rows = smallestFlips(outcomes).map(({ crowd, name, flip }) =>
    flip === null
      ? [`${crowd}`, name, 'the truth', 'more than 1,000', '–', '–']
      : [
          ...[`${crowd}`, name, flip.what],
          ...[count(flip.networks), count(flip.minutes), count(flip.batches)],
        ],
  );
  return table(heads, rows);
}

function minutesTable(outcomes: readonly Outcome[]): string {
  const crowds = [...new Set(outcomes.map(({ crowd }) => crowd))];
  const sizes = [...new Set(outcomes.map(({ networks }) => networks))].toSorted((a, b) => a - b);
  const heads = ['honest voices a minute', 'attack', 'is told after, minutes'];
  const columns = sizes.map((size) => (size === 0 ? 'no liar' : count(size)));
  const rows = crowds.flatMap((crowd) =>
    ROWS.map(({ name, told, cell }) => {
      const cells = sizes.map((size) => {
        const own = outcomes.find(
          (one) => one.name === name && one.crowd === crowd && one.networks === size,
        );
        return own === undefined ? '–' : cell(own);
      });
      return [`${crowd}`, name, told, ...cells];
    }),
  );
  return table([...heads, ...columns], rows);
}

/** @returns what each attack is, what it costs, and how each size of attacker fared, as Markdown */
export function attackTable(): string {
  const { attacks, outcomes, slow } = readResult();
  return [
    ...attacks.map(({ name, what }) => `- **${name}**: ${what}.`),
    '',
    'The smallest attacker, of those tried, by which everybody is told what is not so:',
    '',
    costTable(outcomes),
    '',
    'All of them, by the number of networks:',
    '',
    minutesTable(outcomes),
    '',
    `Slow drips on the wire: ${count(slow.connections)} connections that each send a byte every half second were all ended within ${slow.seconds} s; of ${slow.honest} batches sent meanwhile ${slow.acknowledged} were acknowledged, the slowest after ${slow.slowest} ms.`,
    '',
  ].join('\n');
}

/** @returns docs/security.md with the present table in it */
export function securityWithTable(): string {
  return replaceBetween(readFileSync(security, 'utf8'), BEGIN, END, attackTable());
}
