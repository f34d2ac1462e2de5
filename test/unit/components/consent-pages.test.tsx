// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OptionsPage } from '../../../components/options-page.tsx';
import { WelcomePage } from '../../../components/welcome-page.tsx';
import { createReportsSchema } from '../../../lib/protocol/reports.ts';
import { ago, buildView } from '../../support/build-view.ts';
import { clear, draw, find, has } from './draw.tsx';

afterEach(clear);

describe('the first-run page', () => {
  it('asks without having chosen', () => {
    draw(WelcomePage, buildView());
    expect(document.body.textContent).toContain('You have not chosen yet, so nothing is shared.');
    expect(document.querySelectorAll('input')).toHaveLength(0);
  });

  it('shows a batch that the server would take, in its true size', () => {
    draw(WelcomePage, buildView());
    const body = find('sample-batch').textContent;
    expect(body).toHaveLength(1024);
    const schema = createReportsSchema(['chatgpt']);
    expect(schema.safeParse(JSON.parse(body)).error).toBeUndefined();
  });

  it.each([
    ['consent-accept', true],
    ['consent-decline', false],
  ])('passes a click on %s on at once', (testId, given) => {
    const choose = vi.fn(async () => 'done' as const);
    draw(WelcomePage, buildView(), { choose });
    find(testId).click();
    // Not awaited: Firefox grants a request only while the click is being handled.
    expect(choose).toHaveBeenCalledExactlyOnceWith(given);
  });

  it('makes both answers equally prominent', () => {
    draw(WelcomePage, buildView());
    const [yes, no] = [find('consent-accept'), find('consent-decline')];
    expect(yes.parentElement).toBe(no.parentElement);
    expect(yes.className).toBe(no.className);
    expect(yes.tagName).toBe(no.tagName);
  });

  it.each([
    ['given', 'You share anonymous reports.'],
    ['declined', 'You share nothing automatically. Everything else works all the same.'],
  ] as const)('says what is true after %s, and where to change it', (consent, words) => {
    draw(WelcomePage, buildView({ consent }));
    expect(document.querySelector('[role="status"]')?.textContent).toContain(words);
    expect(document.querySelector('a[href="options.html"]')).not.toBeNull();
  });

  it.each([
    ['kept', 'Your browser kept its answer at no'],
    ['failed', 'nothing has changed'],
  ] as const)('says so when the choice was %s', async (outcome, words) => {
    draw(WelcomePage, buildView(), { choose: async () => outcome });
    find('consent-accept').click();
    await vi.waitFor(() =>
      expect(document.querySelector('[role="status"]')?.textContent).toContain(words),
    );
  });
});

describe('the settings', () => {
  it('show the last batches exactly as sent', () => {
    const bodies = ['{"v":1,"pad":"  .."}', '{"v":1,"said":[]}'];
    draw(OptionsPage, buildView({ sent: bodies.map((body, index) => ({ at: ago(index), body })) }));
    const shown = [...find('sent-list').querySelectorAll('pre')].map((each) => each.textContent);
    expect(shown).toEqual(bodies);
  });

  it('have the list and the server’s address even before anything happened', () => {
    draw(OptionsPage, buildView());
    expect(find('sent-list').textContent).toContain('Nothing has been sent.');
    expect((find('server-address') as HTMLInputElement).value).toBe('http://127.0.0.1:8787');
  });

  it('offer to stop only when reports are shared', () => {
    const choose = vi.fn(async () => 'done' as const);
    draw(OptionsPage, buildView({ consent: 'given' }), { choose });
    expect(has('consent-accept')).toBe(false);
    find('consent-withdraw').click();
    expect(choose).toHaveBeenCalledExactlyOnceWith(false);
    draw(OptionsPage, buildView({ consent: 'declined' }));
    expect(has('consent-withdraw')).toBe(false);
    expect(has('consent-accept')).toBe(true);
  });

  it.each([
    [true, 'Your history is cleared.'],
    [false, 'could not be cleared'],
  ])('say whether the history could be cleared: %s', async (cleared, words) => {
    draw(OptionsPage, buildView(), { clearHistory: async () => cleared });
    find('clear-history').click();
    await vi.waitFor(() => expect(document.body.textContent).toContain(words));
  });

  it('say what waits and what was dropped', () => {
    draw(OptionsPage, buildView({ queue: { waiting: 2, droppedToday: 1, nextAt: null } }));
    expect(document.body.textContent).toContain('2 items wait to be sent. 1 item was too old');
  });
});
