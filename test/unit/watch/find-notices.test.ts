import { describe, expect, it } from 'vitest';
import { commonNotices } from '../../../lib/services/common/common.ts';
import { findNotices } from '../../../lib/watch/find-notices.ts';
import { planFor } from '../../../lib/watch/plan.ts';
import { readText } from '../../../lib/watch/read-text.ts';
import { documentOf } from '../../support/dom.ts';
import { serviceNamed } from '../../support/services.ts';

const plan = planFor(serviceNamed('chatgpt'), 'chatgpt.com', commonNotices);
if (!plan) throw new Error('no plan for chatgpt.com');

const TURN = '<div data-message-author-role="assistant"><div class="markdown">Day one</div>%</div>';
const BOX =
  '<div class="text-token-text-error">It broke<button data-testid="regenerate-thread-error-button">Retry</button></div>';

describe('findNotices', () => {
  it('reads the error box of a turn, its marks, and neither the answer nor the button', () => {
    const document = documentOf(`<main>${TURN.replace('%', BOX)}</main>`);
    const [notice, ...rest] = findNotices(document, plan);
    expect(notice).toMatchObject({ place: 'turn', text: 'It broke' });
    expect(notice?.marks).toEqual(expect.arrayContaining(['error', 'retry']));
    expect(rest).toEqual([]);
  });

  it('finds the place around an element that appeared inside it', () => {
    const document = documentOf('<div role="alert"><p id="new">It broke</p></div>');
    const added = document.querySelector('#new');
    expect(added && findNotices(added, plan)).toMatchObject([{ place: 'alert', text: 'It broke' }]);
  });

  it('reports one element once, for the narrowest place', () => {
    const document = documentOf('<div class="toast-root"><div role="alert">It broke</div></div>');
    expect(findNotices(document, plan).filter(({ place }) => place !== 'page')).toHaveLength(1);
  });

  it('reads a line in the layout of a coloured box, and no line beside it', () => {
    const box = '<div class="border-red-500 bg-red-50"><div><div><p>It broke</p></div></div></div>';
    const document = documentOf(`<main>${box}<p>Nobody marks me</p><textarea></textarea></main>`);
    expect(findNotices(document, plan)).toMatchObject([{ text: 'It broke', marks: ['error'] }]);
  });

  it('takes a short page of the app for a message, with or without a heading', () => {
    const page = (inner: string) => findNotices(documentOf(`<main>${inner}</main>`), plan);
    const script = '<script src="/app.js"></script>';
    const said = '<div>It broke</div><p>Try again</p>';
    expect(page(script + said)).toMatchObject([{ place: 'page', marks: ['heading'] }]);
    expect(page(`${script}${said}<p>${'and so on '.repeat(30)}</p>`)).toMatchObject([
      { marks: [] },
    ]);
  });

  it('takes no answer with code in it for a message of the app', () => {
    const gemini = planFor(serviceNamed('gemini'), 'gemini.google.com', commonNotices);
    const words = 'I seem to be encountering an error. Can I try something else for you?';
    const turn = (inner: string) =>
      documentOf(`<model-response><message-content>${inner}</message-content></model-response>`);
    const placesOf = (inner: string) =>
      gemini && findNotices(turn(inner), gemini).map(({ place }) => place);
    expect(placesOf(`<p>${words}</p>`)).toEqual(['answer']);
    expect(placesOf(`<pre><code>${words}</code></pre>`)).toEqual([]);
  });

  it('survives a selector that no browser knows', () => {
    const broken = { ...plan, notices: [{ place: 'toast' as const, selector: '[[' }] };
    expect(() => findNotices(documentOf('<p>x</p>'), broken)).not.toThrow();
  });

  it('leaves the page as it was', () => {
    const document = documentOf(`<main>${TURN.replace('%', BOX)}</main><div role="dialog">x</div>`);
    const before = document.documentElement.outerHTML;
    findNotices(document, plan);
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

describe('planFor', () => {
  it('carries places and addresses, and no phrase', () => {
    const text = JSON.stringify(plan);
    expect(text).not.toContain('help center');
    expect(text.length).toBeLessThan(16_000);
  });

  it('plans nothing for hosts that are only asked, and for foreign ones', () => {
    const service = serviceNamed('chatgpt');
    expect(planFor(service, 'auth.openai.com', commonNotices)).toBeNull();
    expect(planFor(service, 'example.com', commonNotices)).toBeNull();
  });
});

describe('readText', () => {
  const read = (html: string, skip = '') => readText(documentOf(html).body, skip);

  it('puts blocks on lines of their own and keeps inline text together', () => {
    expect(read('<h1>One</h1><p>two <b>three</b> <a href="#">four</a></p>')).toBe(
      'One\ntwo three four',
    );
  });

  it('skips what it is told to skip, and cuts the rest at 600 characters', () => {
    expect(read('<p>a<i class="x">b</i>c</p>', '.x')).toBe('a c');
    expect(read(`<p>${'x'.repeat(5_000)}</p>`)).toHaveLength(600);
  });

  it('stops early in a huge element', () => {
    expect(read(`${'<p></p>'.repeat(5_000)}<p>end</p>`)).toBe('');
  });
});
