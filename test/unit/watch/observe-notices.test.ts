import { describe, expect, it } from 'vitest';
import { planOf, watchedPage } from '../../support/watched-page.ts';

const plan = planOf('chatgpt');
const user = (text: string) =>
  `<article data-turn="user"><div data-message-author-role="user">${text}</div></article>`;
const answer = (text: string, after = '') =>
  `<article data-turn="assistant"><div data-message-author-role="assistant"><div class="markdown">${text}</div>${after}</div></article>`;
const box = (text: string) => `<div class="text-token-text-error">${text}</div>`;
const app = (turns: string) =>
  `<body><div id="thread">${turns}</div><div id="prompt-textarea"></div><div id="toasts"></div></body>`;
const chat = () => watchedPage(app(user('Hi') + answer('Hello')), plan);

const add = (parent: Element, html: string) => parent.insertAdjacentHTML('beforeend', html);

describe('observeNotices', () => {
  it('tells of a box, a toast and a dialog when they appear', async () => {
    const page = chat();
    expect(await page.settle()).toEqual([]);
    add(page.element('[data-message-author-role=assistant]'), box('Box'));
    expect(await page.settle()).toEqual(['Box']);
    add(page.element('#toasts'), '<div role="alert">Toast</div>');
    expect(await page.settle()).toEqual(['Toast']);
    add(page.element('body'), '<div role="dialog"><h2>Dialog</h2></div>');
    expect(await page.settle()).toEqual(['Dialog']);
  });

  it('tells once of what stays and is drawn again around', async () => {
    const page = chat();
    add(page.element('#toasts'), '<div role="alert"><p>Toast</p></div>');
    expect(await page.settle()).toEqual(['Toast']);
    add(page.element('[role=alert]'), '<i></i>');
    page.element('[role=alert]').setAttribute('class', 'leaving');
    expect(await page.settle()).toEqual([]);
  });

  it('tells again when a node is used for another text', async () => {
    const page = chat();
    add(page.element('#toasts'), '<div role="alert">First</div>');
    expect(await page.settle()).toEqual(['First']);
    page.element('[role=alert]').textContent = 'Second';
    expect(await page.settle()).toEqual(['Second']);
    const text = page.element('[role=alert]').firstChild;
    if (text) text.nodeValue = 'Third';
    expect(await page.settle()).toEqual(['Third']);
  });

  it('tells of an element that becomes an alert', async () => {
    const page = chat();
    add(page.element('#toasts'), '<nav><p id="late">Late</p></nav>');
    expect(await page.settle()).toEqual([]);
    page.element('#late').setAttribute('role', 'alert');
    expect(await page.settle()).toEqual(['Late']);
  });

  it('remembers what stood in the thread at the start, and keeps silent about it', async () => {
    const page = watchedPage(app(user('Hi') + answer('', box('Old box'))), plan);
    expect(await page.settle()).toEqual([]);
    add(page.element('.text-token-text-error'), '<i></i>');
    expect(await page.settle()).toEqual([]);
  });

  it('keeps silent about the old box of another chat that is opened in the app', async () => {
    const page = chat();
    page.element('#thread').innerHTML = `<div>${user('Other') + answer('', box('Old box'))}</div>`;
    expect(await page.settle()).toEqual([]);
    page.element('#thread').innerHTML =
      user('One') + answer('A') + user('Two') + answer('', box('Older box'));
    expect(await page.settle()).toEqual([]);
  });

  it('tells of the box that a new turn of the user gets', async () => {
    const page = chat();
    add(page.element('#thread'), user('Again'));
    add(page.element('#thread'), answer('', box('New box')));
    expect(await page.settle()).toEqual(['New box']);
  });

  it('tells of an error page, in an app that broke too', async () => {
    const page = chat();
    page.element('body').innerHTML = '<h1>Oops, an error occurred!</h1>';
    expect(await page.settle()).toContain('Oops, an error occurred!');
  });

  it('reads no word of an answer that streams, and looks for nothing in it', async () => {
    const page = chat();
    await page.settle();
    let reads = 0;
    const node = page.window.Node.prototype;
    const own = Object.getOwnPropertyDescriptor(node, 'nodeValue');
    Object.defineProperty(node, 'nodeValue', {
      configurable: true,
      get() {
        if (this.parentElement?.closest('.markdown')) reads += 1;
        return own?.get?.call(this);
      },
    });
    const markdown = page.element('.markdown');
    for (let word = 0; word < 3_000; word += 1) {
      add(markdown, `<p role="alert" class="text-red-500">word ${word}</p>`);
      if (word % 500 === 0) expect(await page.settle()).toEqual([]);
    }
    expect(await page.settle()).toEqual([]);
    expect(reads).toBe(0);
  });

  it('leaves the page as it is', async () => {
    const page = chat();
    add(page.element('#toasts'), '<div role="alert">Toast</div>');
    const before = page.document.documentElement.outerHTML;
    const names = Object.getOwnPropertyNames(page.window).length;
    await page.settle();
    expect(page.document.documentElement.outerHTML).toBe(before);
    expect(Object.getOwnPropertyNames(page.window)).toHaveLength(names);
  });

  it('says nothing any more once it is stopped', async () => {
    const page = chat();
    page.stop();
    add(page.element('#toasts'), '<div role="alert">Toast</div>');
    expect(await page.settle()).toEqual([]);
  });
});
