import { describe, expect, it } from 'vitest';
import type { WatchPlan } from '../../../lib/watch/plan.ts';
import { planOf, watchedPage } from '../../support/watched-page.ts';

const base = planOf('chatgpt');
const patience = { start: 60_000, gap: 30_000, thinking: 300_000 };
const plan: WatchPlan = {
  ...base,
  answers: ['The server is busy. Please try again later.'],
  progress: { busy: '.stop', thinking: '.thinks', patience },
};
const unmarked: WatchPlan = { ...plan, progress: { busy: '', thinking: '', patience } };

const user = (text: string) =>
  `<article data-turn="user"><div data-message-author-role="user">${text}</div></article>`;
const answer = (text: string) =>
  `<article data-turn="assistant"><div data-message-author-role="assistant"><div class="markdown">${text}</div></div></article>`;
const app = (turns: string) =>
  `<body><main><div id="thread">${turns}</div><button class="stop" hidden>Stop</button></main><div id="prompt-textarea"></div></body>`;

function open(turns = '', with_ = plan, path = '/c/1') {
  const page = watchedPage(app(turns), with_, path);
  const add = (html: string) => page.element('#thread').insertAdjacentHTML('beforeend', html);
  return {
    ...page,
    add,
    /** The user sends a prompt: the app shows it, an empty answer, and that it is busy. */
    async ask(text = 'Why?') {
      add(user(text));
      await page.pass(20);
      add(answer(''));
      page.element('.stop').removeAttribute('hidden');
      await page.pass(1_000);
    },
    async stream(words: number, ms = 200) {
      for (let word = 0; word < words; word += 1) {
        [...page.document.querySelectorAll('.markdown')].at(-1)?.append(' word');
        await page.pass(ms);
      }
    },
    finish: () => page.element('.stop').setAttribute('hidden', ''),
  };
}

describe('observeTurns', () => {
  it('tells of an answer once it is complete, and of its longest pause', async () => {
    const page = open();
    await page.pass(5_000);
    await page.ask();
    await page.pass(10_000);
    await page.stream(30);
    expect(page.ends()).toEqual([]);
    page.finish();
    await page.pass(5_000);
    const [end, ...more] = page.ends();
    expect(end).toMatchObject({ outcome: 'answered', during: 'start' });
    expect(end?.silence).toBeGreaterThanOrEqual(9_000);
    expect(end?.silence).toBeLessThanOrEqual(13_000);
    expect(more).toEqual([]);
  });

  it('tells of a prompt that gets no answer', async () => {
    const page = open(user('Hi') + answer('Hello'));
    await page.pass(5_000);
    await page.ask();
    await page.pass(55_000);
    expect(page.ends()).toEqual([]);
    await page.pass(600_000);
    expect(page.ends()).toMatchObject([{ outcome: 'stalled', during: 'start' }]);
  });

  it('tells of an answer that stops growing while the page still waits', async () => {
    const page = open();
    await page.pass(5_000);
    await page.ask();
    await page.stream(30);
    await page.pass(600_000);
    expect(page.ends()).toMatchObject([{ outcome: 'stalled', during: 'gap' }]);
    await page.stream(5);
    page.finish();
    await page.pass(10_000);
    expect(page.ends()).toMatchObject([{ outcome: 'answered' }]);
  });

  it('is patient with a model that thinks, and not with what another one thought before', async () => {
    const page = open(`${user('Hi')}<div class="thinks"></div>${answer('Hello')}`);
    await page.pass(5_000);
    await page.ask();
    page.add('<div class="thinks"></div>');
    await page.pass(290_000);
    expect(page.ends()).toEqual([]);
    await page.pass(60_000);
    expect(page.ends()).toMatchObject([{ outcome: 'stalled', during: 'thinking' }]);

    const other = open(`${user('Hi')}<div class="thinks"></div>${answer('Hello')}`);
    await other.pass(5_000);
    await other.ask();
    await other.pass(70_000);
    expect(other.ends()).toMatchObject([{ outcome: 'stalled', during: 'start' }]);
  });

  it('counts no silence while the tab is hidden or the browser offline', async () => {
    const page = open();
    await page.pass(5_000);
    await page.ask();
    Object.assign(page.document, { hidden: true });
    page.document.dispatchEvent(new page.window.Event('visibilitychange'));
    await page.pass(3_600_000);
    Object.assign(page.document, { hidden: false });
    page.document.dispatchEvent(new page.window.Event('visibilitychange'));
    await page.pass(30_000);
    expect(page.ends()).toEqual([]);
    Object.defineProperty(page.window.navigator, 'onLine', { value: false, configurable: true });
    await page.pass(600_000);
    expect(page.ends()).toEqual([]);
  });

  it('tells nothing of a turn that the user stops', async () => {
    const page = open();
    await page.pass(5_000);
    await page.ask();
    await page.stream(5);
    const click = new page.window.Event('click', { bubbles: true });
    page.element('.stop').dispatchEvent(click);
    page.finish();
    await page.pass(600_000);
    expect(page.ends()).toEqual([]);
  });

  it('does not call a turn answered that shows an error box', async () => {
    const page = open();
    await page.pass(5_000);
    await page.ask();
    await page.stream(5);
    [...page.document.querySelectorAll('[data-message-author-role=assistant]')]
      .at(-1)
      ?.insertAdjacentHTML('beforeend', '<div class="text-token-text-error">It broke</div>');
    page.finish();
    await page.pass(600_000);
    expect(page.ends()).toEqual([]);
    expect(page.told()).toMatchObject([{ place: 'turn', text: 'It broke' }]);
  });

  it('takes a thread that is opened for no prompt', async () => {
    const page = open();
    await page.pass(5_000);
    page.add(user('One') + answer('Answer') + user('Two') + answer('Answer'));
    await page.pass(600_000);
    page.element('#thread').innerHTML = user('Three') + answer('Answer');
    await page.pass(600_000);
    expect(page.turns.attempts()).toBe(0);
    expect(page.ends()).toEqual([]);
  });

  it('takes an answer that is asked for again for a turn', async () => {
    const page = open(user('Hi') + answer('Hello'));
    await page.pass(5_000);
    page.element('article[data-turn=assistant]').remove();
    page.add(answer(''));
    page.element('.stop').removeAttribute('hidden');
    await page.pass(1_000);
    expect(page.turns.attempts()).toBe(1);
    await page.stream(10);
    page.finish();
    await page.pass(5_000);
    expect(page.ends()).toMatchObject([{ outcome: 'answered' }]);
  });

  it('counts a prompt once whose message is drawn anew', async () => {
    const page = open();
    await page.pass(5_000);
    await page.ask();
    page.element('article[data-turn=user]').remove();
    await page.pass(100);
    page.element('#thread').insertAdjacentHTML('afterbegin', user('Why?'));
    await page.pass(1_000);
    expect(page.turns.attempts()).toBe(1);
  });

  it('knows an answer that appears as a whole', async () => {
    const page = open('', unmarked);
    await page.pass(5_000);
    page.add(user('Why?'));
    await page.pass(20_000);
    page.add(answer('Because.'));
    await page.pass(30_000);
    expect(page.ends()).toMatchObject([{ outcome: 'answered', during: 'start' }]);
  });

  it('waits without marks for an answer to begin, and for nothing else', async () => {
    const page = open('', unmarked);
    await page.pass(5_000);
    page.add(user('Why?'));
    await page.pass(200_000);
    expect(page.ends()).toMatchObject([{ outcome: 'stalled', during: 'start' }]);
    const other = open('', unmarked);
    await other.pass(5_000);
    other.add(user('Why?'));
    other.add(answer(''));
    await other.pass(1_000);
    await other.stream(5);
    await other.pass(600_000);
    expect(other.ends()).toMatchObject([{ outcome: 'answered' }]);
  });

  it('forgets a turn without marks when another chat is opened', async () => {
    const page = open('', unmarked);
    await page.pass(5_000);
    page.add(user('Why?'));
    await page.pass(20_000);
    page.window.history.pushState({}, '', '/c/2');
    await page.pass(600_000);
    expect(page.ends()).toEqual([]);
  });

  it('lets no task wait while nothing is asked', async () => {
    const page = open(user('Hi') + answer('Hello'));
    await page.pass(5_000);
    expect(page.waiting()).toBe(0);
    await page.ask();
    await page.stream(5);
    page.finish();
    await page.pass(10_000);
    expect(page.waiting()).toBe(0);
  });
});

describe('an answer that is one of the service’s messages', () => {
  const busy = 'The server is busy. Please try again later.';

  async function answered(text: string, turns = '') {
    const page = open(turns);
    await page.pass(5_000);
    await page.ask();
    for (const piece of text.match(/.{1,7}/gs) ?? []) {
      [...page.document.querySelectorAll('.markdown')].at(-1)?.append(piece);
      await page.pass(2_500);
    }
    page.finish();
    await page.pass(10_000);
    return page;
  }

  it('is told when it is complete, in the words of the list', async () => {
    const page = await answered(busy.replaceAll(' ', ' '));
    expect(page.told()).toMatchObject([{ place: 'answer', text: busy }]);
    expect(page.ends()).toEqual([]);
  });

  it('is not seen in an answer that only begins so, however slowly it comes', async () => {
    const page = await answered(`${busy} That is what it said, and here is why.`);
    expect(page.told()).toEqual([]);
    expect(page.ends()).toMatchObject([{ outcome: 'answered' }]);
  });

  it.each([
    ['within a longer answer', `It says: ${busy}`],
    ['with a word too many', `${busy} Sorry`],
    ['with a word too few', 'The server is busy. Please try again'],
  ])('is not seen %s', async (_name, text) => {
    expect((await answered(text)).told()).toEqual([]);
  });

  it('is not seen in an older answer, nor in a user’s message', async () => {
    const page = await answered('All is well.', user(busy) + answer(busy));
    expect(page.told()).toEqual([]);
    page.add(user(busy));
    await page.pass(100_000);
    expect(page.told()).toEqual([]);
  });

  it('is told again after the next prompt', async () => {
    const page = await answered(busy);
    expect(page.told()).toHaveLength(1);
    await page.ask('Again?');
    [...page.document.querySelectorAll('.markdown')].at(-1)?.append(busy);
    await page.pass(1_000);
    page.finish();
    await page.pass(10_000);
    expect(page.told()).toHaveLength(1);
  });
});
