import { describe, expect, it } from 'vitest';
import { planOf, watchedPage } from '../../support/watched-page.ts';

const plan = planOf('chatgpt');
const user = (text: string) =>
  `<article data-turn="user"><div data-message-author-role="user">${text}</div></article>`;
const answer = (text: string, after = '') =>
  `<article data-turn="assistant"><div data-message-author-role="assistant"><div class="markdown">${text}</div>${after}</div></article>`;
const BOX = '<div class="text-token-text-error">It broke</div>';
const TOAST = '<div role="alert">It broke</div>';
const app = (turns: string) =>
  `<body><main><div id="thread">${turns}</div></main><div id="prompt-textarea"></div><div id="toasts"></div></body>`;

function open(turns = user('Hi') + answer('Hello'), html = app(turns)) {
  const page = watchedPage(html, plan, '/c/1');
  const into = (selector: string, inner: string) =>
    page.element(selector).insertAdjacentHTML('beforeend', inner);
  return {
    ...page,
    into,
    /** A prompt, and the box that its answer gets. */
    async fail(text: string) {
      into('#thread', user(text));
      await page.pass(20);
      into('#thread', answer(''));
      await page.pass(300);
      [...page.document.querySelectorAll('[data-message-author-role=assistant]')]
        .at(-1)
        ?.insertAdjacentHTML('beforeend', BOX);
      await page.pass(1_000);
    },
    count: () => page.told().length,
  };
}

describe('one failure is told once', () => {
  it('when the app draws its box anew', async () => {
    const page = open();
    await page.pass(20_000);
    await page.fail('Why?');
    expect(page.count()).toBe(1);
    for (let times = 0; times < 5; times += 1) {
      page.element('.text-token-text-error').outerHTML = BOX;
      await page.pass(30_000);
    }
    expect(page.count()).toBe(0);
  });

  it('when it follows so soon on a prompt that was answered that both are looked at together', async () => {
    const page = open('');
    await page.pass(20_000);
    page.into('#thread', user('Hi') + answer(''));
    await page.pass(10);
    page.element('.markdown').append('Hello');
    await page.pass(10);
    page.into('#thread', user('Why?') + answer(''));
    await page.pass(10);
    page.into('article:last-child > div', BOX);
    await page.pass(1_000);
    expect(page.count()).toBe(1);
  });

  it('when the whole thread is drawn anew around it', async () => {
    const page = open();
    await page.pass(20_000);
    await page.fail('Why?');
    expect(page.count()).toBe(1);
    const thread = page.element('#thread');
    for (let times = 0; times < 3; times += 1) {
      const html = thread.innerHTML;
      thread.replaceChildren();
      await page.pass(40_000);
      thread.innerHTML = html;
      await page.pass(40_000);
    }
    expect(page.count()).toBe(0);
  });

  it('when a virtual list takes the turn away and brings it back', async () => {
    const page = open();
    await page.pass(20_000);
    await page.fail('Why?');
    expect(page.count()).toBe(1);
    const last = page.element('article:last-child');
    for (let times = 0; times < 3; times += 1) {
      last.remove();
      await page.pass(60_000);
      page.element('#thread').append(last.cloneNode(true));
      await page.pass(60_000);
      page.element('article:last-child').remove();
    }
    expect(page.count()).toBe(0);
  });

  it('when a virtual list brings an older turn that failed before the page was opened', async () => {
    const page = open();
    await page.pass(20_000);
    await page.fail('Why?');
    expect(page.count()).toBe(1);
    page.element('#thread').replaceChildren();
    await page.pass(60_000);
    page.into('#thread', answer('', BOX.replace('It broke', 'It broke long ago')));
    await page.pass(60_000);
    page.element('#thread').innerHTML =
      user('Old') + answer('', BOX.replace('It broke', 'It broke then'));
    await page.pass(60_000);
    expect(page.count()).toBe(0);
  });

  it('when it remains below the next prompt, whose answer comes', async () => {
    const page = open();
    await page.pass(20_000);
    await page.fail('Why?');
    expect(page.count()).toBe(1);
    page.into('#thread', user('And now?'));
    await page.pass(20);
    page.into('#thread', answer('All is well.'));
    page.element('.text-token-text-error').outerHTML = BOX;
    await page.pass(60_000);
    expect(page.count()).toBe(0);
  });

  it('when a page is loaded that shows it, at once or late', async () => {
    const old = user('Hi') + answer('', BOX);
    const early = open(old);
    await early.pass(60_000);
    expect(early.count()).toBe(0);
    const late = open('');
    await late.pass(2_000);
    late.element('#thread').innerHTML = old;
    await late.pass(60_000);
    expect(late.count()).toBe(0);
    const slow = open('');
    await slow.pass(2_000);
    slow.element('#thread').innerHTML = user('Hi');
    await slow.pass(100);
    expect(slow.count()).toBe(0);
  });

  it('when toasts are stacked anew, also while the next prompt is sent', async () => {
    const page = open();
    await page.pass(20_000);
    page.into('#toasts', TOAST);
    await page.pass(1_000);
    expect(page.count()).toBe(1);
    for (let times = 0; times < 5; times += 1) {
      page.element('#toasts').innerHTML = `<div>${TOAST}</div>`;
      await page.pass(2_000);
    }
    page.into('#thread', user('Why?'));
    page.element('#toasts').innerHTML = `<div>${TOAST}</div>`;
    await page.pass(2_000);
    expect(page.count()).toBe(0);
  });

  it('when its toast goes and comes back within seconds', async () => {
    const page = open();
    await page.pass(20_000);
    page.into('#toasts', TOAST);
    await page.pass(1_000);
    expect(page.count()).toBe(1);
    page.element('#toasts').replaceChildren();
    await page.pass(5_000);
    page.into('#toasts', TOAST);
    await page.pass(1_000);
    expect(page.count()).toBe(0);
  });
});

describe('a second failure is told again', () => {
  it('when the next prompt fails with the same words', async () => {
    const page = open();
    await page.pass(20_000);
    await page.fail('Why?');
    expect(page.count()).toBe(1);
    await page.pass(1_000);
    await page.fail('And now?');
    expect(page.count()).toBe(1);
    await page.pass(60_000);
    await page.fail('And now?');
    expect(page.count()).toBe(1);
  });

  it('when the next prompt gets the same toast, though the first still shows', async () => {
    const page = open();
    await page.pass(20_000);
    page.into('#toasts', TOAST);
    await page.pass(6_000);
    expect(page.count()).toBe(1);
    page.into('#thread', user('Why?'));
    await page.pass(500);
    page.into('#toasts', TOAST);
    await page.pass(1_000);
    expect(page.count()).toBe(1);
  });

  it('when the same toast comes back much later', async () => {
    const page = open();
    await page.pass(20_000);
    page.into('#toasts', TOAST);
    await page.pass(5_000);
    page.element('#toasts').replaceChildren();
    await page.pass(60_000);
    page.into('#toasts', TOAST);
    await page.pass(1_000);
    expect(page.count()).toBe(2);
  });
});

describe('paths of a shared host', () => {
  const shared = { ...plan, paths: ['/i/grok/**'] };
  const go = (page: ReturnType<typeof watchedPage>, path: string) =>
    page.window.history.pushState({}, '', path);

  it('are all that is watched, wherever the app moves', async () => {
    const page = watchedPage(app(''), shared, '/home');
    const toast = (text: string) =>
      page.element('#toasts').insertAdjacentHTML('beforeend', TOAST.replace('It broke', text));
    toast('At home');
    expect(await page.settle()).toEqual([]);
    go(page, '/i/grok');
    toast('On the way');
    expect(await page.settle()).toEqual([]);
    toast('There');
    expect(await page.settle()).toEqual(['There']);
    go(page, '/home');
    toast('At home again');
    expect(await page.settle()).toEqual([]);
  });
});
