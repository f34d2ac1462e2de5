import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lightenHtml } from '../../../tools/classify/lighten-html.ts';

const piece = fc.oneof(
  fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '<!--',
    '-->',
    '<script>',
    '</script>',
    '<svg',
    '</',
    '<p a="',
    '/>',
  ),
  fc.string({ maxLength: 8 }),
);

describe('lightenHtml', () => {
  it('never grows a page, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const html = pieces.join('');
        expect(lightenHtml(html, 1_000)?.length).toBeLessThanOrEqual(html.length + 60);
      }),
    );
  });

  it.each([
    ['scripts that never end', '<script>'],
    ['tags that never end', '<a '],
    ['comments that never end', '<!--'],
    ['quotes that never end', '<p a="'],
    ['drawings that never end', '<svg>'],
  ])('takes no longer for %s', (_what, part) => {
    const start = performance.now();
    lightenHtml(part.repeat(50_000), 100_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('empties scripts, styles and drawings, and leaves out comments', () => {
    const html =
      '<style>p{}</style><p class="a b">One two<!-- no --></p><svg><text>no</text></svg><script src="a">no</script>';
    expect(lightenHtml(html, 100)).toBe(
      '<style></style><p class="a b">One\u00a0two</p><svg></svg><script src="a"></script>',
    );
  });

  it('takes the attributes from a tag that is longer than any real one', () => {
    expect(lightenHtml(`<img src="data:${'a'.repeat(30_000)}">x`, 10)).toBe('<img>x');
  });

  it('gives up beyond so many elements', () => {
    expect(lightenHtml('<p>x</p>'.repeat(11), 10)).toBeNull();
    expect(lightenHtml('<p>x</p>'.repeat(10), 10)).not.toBeNull();
  });
});
