import { describe, expect, it } from 'vitest';
import { readServices } from '../../../lib/services/read.ts';
import { createClassifier } from '../../../tools/classify/classifier.ts';
import { parsePage } from '../../../tools/classify/page.ts';
import { fixturePages } from '../../support/fixture-pages.ts';

const classify = createClassifier(readServices());

describe('the engine on small pages of each service', () => {
  it.each(fixturePages())('$name', ({ service, url, html, requests, expect: observations }) => {
    const page = parsePage(JSON.stringify({ url, html, requests }));
    expect(classify(page)).toEqual({ service, observations });
  });

  it('has failing pages, look-alikes and fine pages of every core service', () => {
    const kinds = new Set(fixturePages().map(({ name }) => name.split('/').slice(0, 2).join('/')));
    for (const { id, core } of readServices()) {
      if (!core) continue;
      for (const kind of ['failing', 'look-alike', 'fine'])
        expect(kinds).toContain(`${id}/${kind}`);
    }
  });
});
