import type { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planOf, watchedPage } from '../../support/watched-page.ts';

const plan = planOf('chatgpt');
const APP =
  '<body><main><div id="thread"><article data-turn="user"><div data-message-author-role="user">Hi</div></article></div></main><div id="prompt-textarea"></div><div id="toasts"></div></body>';

/** Counts what the watcher asks of a page: looks at single elements, searches of subtrees, letters read. */
function countWork(window: JSDOM['window']) {
  const work = { looks: 0, searches: 0, letters: 0 };
  const undo: (() => void)[] = [];
  const wrap = (owner: object, name: string, count: (result: unknown) => void): void => {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    if (!own) throw new Error(`no ${name}`);
    const call = (original: (...args: unknown[]) => unknown) =>
      function (this: unknown, ...args: unknown[]) {
        const result = original.apply(this, args);
        count(result);
        return result;
      };
    Object.defineProperty(owner, name, {
      ...own,
      ...(own.value ? { value: call(own.value) } : { get: call(own.get ?? (() => {})) }),
    });
    undo.push(() => Object.defineProperty(owner, name, own));
  };
  const { Element, Document, CharacterData, Node } = window;
  for (const name of ['matches', 'closest', 'getElementsByTagName']) {
    wrap(Element.prototype, name, () => (work.looks += 1));
  }
  wrap(Node.prototype, 'parentElement', () => (work.looks += 1));
  for (const { prototype } of [Element, Document]) {
    wrap(prototype, 'querySelector', () => (work.searches += 1));
    wrap(prototype, 'querySelectorAll', () => (work.searches += 1));
  }
  const read = (text: unknown) => (work.letters += String(text ?? '').length);
  wrap(CharacterData.prototype, 'substringData', read);
  wrap(CharacterData.prototype, 'data', read);
  wrap(Node.prototype, 'nodeValue', read);
  wrap(Node.prototype, 'textContent', read);
  const restore = (): void => {
    for (const each of undo) each();
  };
  return { work, restore };
}

describe('a page that means harm', () => {
  let page: ReturnType<typeof watchedPage>;
  let counted: ReturnType<typeof countWork>;

  beforeEach(async () => {
    page = watchedPage(APP, plan, '/c/1');
    await page.pass(20_000);
    counted = countWork(page.window);
  });
  afterEach(() => counted.restore());

  /** Elements made without the HTML parser, which takes long over them. */
  const fill = (parent: Element, count: number, text: string): void => {
    for (let index = 0; index < count; index += 1) {
      const element = page.document.createElement('div');
      element.setAttribute('role', 'alert');
      element.append(text + index);
      parent.append(element);
    }
  };

  const startCounting = (): void => {
    Object.assign(counted.work, { looks: 0, searches: 0, letters: 0 });
  };

  it('gets no more looks for six hundred alerts than for two hundred', async () => {
    const show = async (count: number, text: string) => {
      const section = page.document.createElement('section');
      fill(section, count, text);
      startCounting();
      page.element('#toasts').replaceChildren(section);
      await page.pass(5_000);
      return { ...counted.work };
    };
    const few = await show(200, 'It broke ');
    const many = await show(600, 'It broke again ');
    expect(few.searches).toBeGreaterThan(100);
    expect(many.searches).toBeLessThan(few.searches * 1.1);
    expect(many.letters).toBeLessThan(few.letters * 3);
    expect(page.told().length).toBeLessThanOrEqual(301);
  }, 60_000);

  it('is not read where an alert is a whole world', async () => {
    const huge = page.document.createElement('section');
    huge.setAttribute('role', 'alert');
    fill(huge, 2_100, 'It broke ');
    for (const child of huge.children) child.removeAttribute('role');
    startCounting();
    page.element('#toasts').append(huge);
    await page.pass(1_000);
    expect(page.told()).toEqual([]);
    expect(counted.work.searches).toBeLessThan(100);
  });

  it('costs no more when its tree is deeper', async () => {
    const inner = page.document.createElement('div');
    let outer: Element = inner;
    for (let depth = 0; depth < 1_000; depth += 1) {
      const next = page.document.createElement('div');
      next.append(outer);
      outer = next;
    }
    page.element('#toasts').append(outer);
    await page.pass(1_000);
    startCounting();
    for (let times = 0; times < 20; times += 1) {
      fill(inner, 1, 'It broke ');
      await page.pass(100);
    }
    expect(page.told()).toEqual([]);
    expect(counted.work.looks).toBeLessThan(20 * 1_000);
    expect(counted.work.searches).toBeLessThan(20 * 5);
  });

  it('keeps no long text in memory and reads only its beginning', async () => {
    const toast = page.document.createElement('div');
    toast.setAttribute('role', 'alert');
    toast.append('x'.repeat(20_000_000));
    page.element('#toasts').append(toast, 'y'.repeat(20_000_000));
    await page.pass(1_000);
    expect(page.told().every(({ text }) => text.length <= 600)).toBe(true);
    expect(counted.work.letters).toBeLessThan(20_000);
  });

  it('pays for endless toasts with longer and longer rests', async () => {
    // Each search takes its time, so that the watcher feels what it costs.
    const prototype = page.window.Element.prototype;
    const { querySelectorAll } = prototype;
    prototype.querySelectorAll = function (this: Element, selector: string) {
      page.spend(10);
      return querySelectorAll.call(this, selector);
    } as typeof querySelectorAll;
    for (let times = 0; times < 600; times += 1) {
      page.element('#toasts').replaceChildren();
      fill(page.element('#toasts'), 1, `It broke ${times} `);
      await page.pass(100);
    }
    prototype.querySelectorAll = querySelectorAll;
    expect(page.spent()).toBeGreaterThan(0);
    expect(page.spent()).toBeLessThan(0.05 * 60_000);
  });

  it('is left alone for a while when it changes without end', async () => {
    const main = page.element('main');
    for (let each = 0; each < 60_000; each += 1) main.setAttribute('class', `a${each % 7}`);
    await page.pass(100);
    const toasts = page.element('#toasts');
    startCounting();
    fill(toasts, 50, 'It broke ');
    await page.pass(1_000);
    expect(counted.work).toEqual({ looks: 0, searches: 0, letters: 0 });
    expect(page.told()).toEqual([]);
    await page.pass(5_000);
    fill(page.element('#toasts'), 1, 'It broke later ');
    await page.pass(5_000);
    expect(page.told()).toMatchObject([{ text: 'It broke later 0' }]);
  });

  it('does not break the watcher by fields with the names of what the DOM has', async () => {
    page
      .element('body')
      .insertAdjacentHTML(
        'beforeend',
        [
          '<form role="alert">It broke<input name="parentElement"><input name="closest"></form>',
          '<form id="body" role="alert"><input name="matches"><input name="querySelectorAll">x</form>',
          '<form name="querySelector"></form><img name="body"><div id="chrome"></div><p id="browser"></p>',
          '<form role="dialog"><input name="firstChild"><input name="nodeType">x</form>',
        ].join(''),
      );
    await page.pass(2_000);
    for (const clobber of page.document.querySelectorAll('form, img')) clobber.remove();
    await page.pass(20_000);
    page.told();
    fill(page.element('#toasts'), 1, 'It really broke ');
    await page.pass(40_000);
    expect(page.told()).toMatchObject([{ text: 'It really broke 0' }]);
  });

  it('shows nothing of its shadow roots and frames', async () => {
    const host = page.document.createElement('div');
    const open = host.attachShadow({ mode: 'open' });
    open.innerHTML = '<div role="alert">It broke in the open</div>';
    const other = page.document.createElement('div');
    other.attachShadow({ mode: 'closed' }).innerHTML = '<div role="alert">It broke</div>';
    const frame = page.document.createElement('iframe');
    page.element('#toasts').append(host, other, frame);
    await page.pass(2_000);
    expect(page.told()).toEqual([]);
  });
});
