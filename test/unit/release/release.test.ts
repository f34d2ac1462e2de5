import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkChangelog } from '../../../tools/release/check-changelog.ts';
import { imageSize } from '../../../tools/release/image-size.ts';
import { checkListing, LIMITS, readListing } from '../../../tools/release/listing.ts';

const root = new URL('../../../', import.meta.url);

describe('a listing', () => {
  it.each(['en', 'fr'])('in %s has everything, and no more than stores take', (language) => {
    expect(
      checkListing(readFileSync(new URL(`store/${language}/listing.md`, root), 'utf8')),
    ).toEqual([]);
  });

  it('that lacks a section, or says too much, is told', () => {
    const long = `## Name\n\n${'x'.repeat(LIMITS.Name + 1)}\n\n## Summary\n\nShort.\n`;
    expect(readListing(long).get('Summary')).toBe('Short.');
    expect(checkListing(long)).toEqual([
      `"Name" has ${LIMITS.Name + 1} characters, stores take ${LIMITS.Name}`,
      '"Single purpose" is missing',
      '"Description" is missing',
    ]);
  });
});

describe('the changelog', () => {
  it.each([
    ['## 1.2.0 (2026-12-31)', null],
    ['## 1.2.0 (unreleased)', 'CHANGELOG.md must say when'],
    ['## 1.2.0', 'CHANGELOG.md must say when'],
    ['## 1.2.1 (2026-12-31)', 'CHANGELOG.md has no "## 1.2.0"'],
  ])('with "%s"', (heading, expected) => {
    const told = checkChangelog(`# Changes\n\n${heading}\n\n- Something.\n`, '1.2.0');
    if (expected === null) expect(told).toBeNull();
    else expect(told).toContain(expected);
  });
});

describe('an image', () => {
  it('has the size that its head says', () => {
    const icon = readFileSync(new URL('public/icon-48.png', root));
    expect(imageSize(icon)).toEqual({ width: 48, height: 48 });
    expect(imageSize(Buffer.from('GIF89a, and then some more of it'))).toBeNull();
    expect(imageSize(Buffer.alloc(3))).toBeNull();
  });
});
