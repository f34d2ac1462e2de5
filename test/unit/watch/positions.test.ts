import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readServices } from '../../../lib/services/read.ts';
import type { Service } from '../../../lib/services/schema.ts';
import { createClassifier } from '../../../tools/classify/classifier.ts';
import { contentPositions } from '../../support/content-positions.ts';
import { documentOf } from '../../support/dom.ts';
import { elementFor } from '../../support/element-for.ts';
import { errorTexts } from '../../support/error-texts.ts';
import { planOf } from '../../support/watched-page.ts';

/** Pages of each service and sort. */
const RUNS = Number(process.env.POSITION_RUNS ?? 8);

const services = readServices();
const classify = createClassifier(services);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function addressOf({ hosts: [host = ''], paths }: Service): string {
  const [path = '/c/1'] = paths?.[host] ?? [];
  return `https://${host}${path.replace(/\{[^}]*\}/g, 'x').replace('**', 'c')}`;
}

/** An app at work: a short conversation whose last word is the user's, and a box for the next. */
function app({ watch }: Service, title: string, content: string, end = ''): string {
  const message = (selectors: readonly string[] | undefined, text: string): string => {
    const [selector] = selectors ?? [];
    return selector ? elementFor(selector, `<p>${text}</p>`) : '';
  };
  const { user, assistant } = watch?.messages ?? {};
  const [composer] = watch?.composer ?? [];
  return `<html><head><title>${title}</title><script src="/a.js"></script></head><body>
    <main>${message(user, 'Hi')}${message(assistant, 'Hello')}${content}${message(user, 'And now?')}${end}</main>
    ${composer ? elementFor(composer, '') : ''}<textarea></textarea></body></html>`;
}

describe.each(services)('words of others on a page of $name', (service) => {
  const url = addressOf(service);
  const texts = errorTexts(service).map(escaped);
  const positions = new Map(contentPositions(service).map(({ name, html }) => [name, html]));
  const plan = planOf(service.id);
  const piecesOf = (names: readonly string[]) =>
    fc.tuple(fc.constantFrom(...names), fc.constantFrom(...texts));
  const draw = (pieces: readonly (readonly [string, string])[]): string =>
    pieces.map(([name, text]) => positions.get(name)?.(text)).join('\n');

  it('are made of what its file says', () => {
    const { user = [], assistant = [] } = service.watch?.messages ?? {};
    for (const selector of [...user, ...assistant, ...(service.watch?.composer ?? [])]) {
      const document = documentOf(elementFor(selector, '<i id="words"></i>'));
      expect([selector, document.querySelector('#words')?.closest(selector) === null]).toEqual([
        selector,
        false,
      ]);
    }
  });

  it('are never a finding, wherever they stand', () => {
    const pieces = piecesOf([...positions.keys()]);
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 20, maxLength: 40 }), (list) => {
        const html = app(service, list[0]?.[1] ?? '', draw(list));
        expect(classify({ url, html }).observations).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('are never a finding on a page that is shared, whatever it is called', () => {
    const names = [...positions.keys()].filter((name) =>
      / in (?:an answer|the user's message) /.test(name),
    );
    const [user] = service.watch?.messages.user ?? [];
    if (names.length === 0 || !user) return;
    // Else the last answer might be all that it says.
    const end = elementFor(user, '<p>Thanks</p>');
    fc.assert(
      fc.property(fc.array(piecesOf(names), { minLength: 5, maxLength: 15 }), (list) => {
        const title = list[0]?.[1] ?? '';
        const html = `<html><head><title>${title}</title><script src="/a.js"></script></head><body><header><h1>${title}</h1></header><main>${draw(list)}${end}</main></body></html>`;
        expect(classify({ url, html }).observations).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('are never a finding as part of the last answer, nor all of it unless the file lists it', () => {
    const [assistant] = service.watch?.messages.assistant ?? [];
    if (!assistant) return;
    fc.assert(
      fc.property(fc.constantFrom(...texts), (text) => {
        const answers = [`<p>It says: ${text}</p>`, `<p>${text}</p><p>That is what it said.</p>`];
        if (plan.answers.length === 0) answers.push(`<p>${text}</p>`);
        for (const answer of answers) {
          const html = app(service, 'Chat', '', elementFor(assistant, answer));
          expect([text, classify({ url, html }).observations]).toEqual([text, []]);
        }
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
