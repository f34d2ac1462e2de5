import { describe, expect, it } from 'vitest';
import { readText } from '../../../lib/watch/read-text.ts';
import { readDocument } from '../../../tools/classify/read-document.ts';

const wordsOf = (html: string) => {
  const document = readDocument(html);
  return document && readText(document.body, 'script');
};

describe('readDocument', () => {
  it.each([
    [
      'a tag with a > in an attribute',
      `<p class="[&>p]:m-0 b" title='a > b c'>One two</p>`,
      'One two',
    ],
    ['a comment with a quote', `<!-- don't stop --><p>One two</p>`, 'One two'],
    ['a < that begins no tag', '<p>1 < 2 and 3</p>', '1 < 2 and 3'],
    ['no tags at all', 'no healthy upstream', 'no healthy upstream'],
    ['a script that is full of tags', '<script>"<p>no</p>"</script><p>One</p>', 'One'],
  ])('reads the words of %s', (_what, html, words) => {
    expect(wordsOf(html)).toBe(words);
  });

  it('keeps attributes as they are', () => {
    const document = readDocument(`<p class="[&>p]:m-0 b" data-x='a > b c'>One two</p>`);
    expect(document?.querySelector('p.b')?.getAttribute('data-x')).toBe('a > b c');
  });

  it('leaves a page of too many tags unread, at once', () => {
    expect(readDocument('<p>x</p>'.repeat(1_000_000))).toBeNull();
    expect(readDocument('<p>x</p>'.repeat(1_000))).not.toBeNull();
  });
});
