import fc from 'fast-check';

/** Pieces on which parsers of JSON, HTTP and addresses have stumbled before. */
const PIECES = [
  ...['', '"', "'", '\\', '\\u0000', '{', '}', '[', ']', ':', ',', ';', '=', '/', '..', '%00', '%'],
  ...[
    '-',
    '-1',
    '0',
    '1e999',
    '9'.repeat(40),
    'null',
    'true',
    'NaN',
    '"__proto__":',
    '"constructor"',
  ],
  ...[
    '\r\n',
    '\n',
    '\t',
    ' ',
    '\0',
    '\u2028',
    '\ufeff',
    '\u202e',
    '💥',
    'é',
    '::',
    '::ffff:',
    '*',
    'x',
  ],
  ...['q=', ';q=0', 'W/', '<!', '<![CDATA[', '&#0;', 'chunked', '0x', '999', '255.255.255.255'],
];

/** Where to cut is told in parts of this. */
const WHOLE = 10_000;

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(WHOLE - 1),
  length: fc.integer({ min: 0, max: 8 }),
  text: fc.constantFrom(...PIECES),
});

/** Good texts with a few pieces cut out or put in: near enough to what is right to get far into a parser. */
export function mutatedText(good: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...good), fc.array(edit, { minLength: 0, maxLength: 4 }))
    .map(([text, edits]) =>
      edits.reduce((changed, { at, length, text: piece }) => {
        const from = Math.floor((at / WHOLE) * changed.length);
        return changed.slice(0, from) + piece + changed.slice(from + length);
      }, text),
    );
}
