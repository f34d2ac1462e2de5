// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OptionsPage } from '../../../components/options-page.tsx';
import { PopupPage } from '../../../components/popup-page.tsx';
import type { View } from '../../../lib/status/view.ts';
import { ago, buildView, CROWDS, OWNS, withStatus } from '../../support/build-view.ts';
import { clear, draw, find, has } from './draw.tsx';

afterEach(clear);

const used = { triedAt: ago(1), okAt: ago(1), failedAt: null };
const WATCHED = { state: 'default' as const, ask: [] };
const OFF = { state: 'off' as const, ask: ['claude.ai'] };
const LOST = { state: 'lost' as const, ask: ['chatgpt.com', 'auth.openai.com'] };
const SHARED = { state: 'off' as const, ask: ['x.com'], only: ['x.com/i/grok'] };

function watching(chatgpt: NonNullable<View['watching']>[string], claude = OFF as typeof chatgpt) {
  return { watching: { chatgpt, claude } };
}

describe('the popup about a chatbot that may no longer be looked at', () => {
  const view = buildView({ ...CROWDS.operational, ...OWNS.fine, ...watching(LOST) });

  it('says so first, and in its row', () => {
    draw(PopupPage, view);
    expect(find('verdict').textContent).toContain('Outcry may no longer look at ChatGPT');
    expect(find('verdict').dataset).toMatchObject({ service: 'chatgpt', scope: 'unknown' });
    expect(document.querySelector('.verdict')?.className).not.toContain('tone-good');
    expect(find('service-chatgpt').textContent).toContain('may no longer be watched');
  });

  it.each(['allow-watching', 'watch-chatgpt'])('asks for its hosts at once: %s', (button) => {
    const allowHosts = vi.fn(async () => true);
    draw(PopupPage, view, { allowHosts });
    find(button).click();
    // Not awaited: Firefox grants a request only while the click is being handled.
    expect(allowHosts).toHaveBeenCalledExactlyOnceWith(['chatgpt.com', 'auth.openai.com']);
  });

  it('says when the browser did not allow it', async () => {
    draw(PopupPage, view, { allowHosts: async () => false });
    find('allow-watching').click();
    await vi.waitFor(() =>
      expect(document.body.textContent).toContain('Your browser did not allow it.'),
    );
  });

  it('says before and after a report what becomes of it', async () => {
    draw(PopupPage, view, { report: async () => 'not-used' });
    expect(document.body.textContent).toContain('counts only while a ChatGPT tab is in front');
    find('report-history').click();
    await vi.waitFor(() => expect(has('report-done')).toBe(true));
    expect(find('report-done').dataset.result).toBe('not-watched');
    expect(find('report-done').textContent).toContain('Report from a ChatGPT tab');
  });

  it('takes a report as any other while it is in front', () => {
    draw(PopupPage, { ...view, active: 'chatgpt' });
    expect(document.body.textContent).not.toContain('counts only while');
  });
});

describe('the popup about a chatbot that is not watched', () => {
  it('offers to watch the one in front', () => {
    const allowHosts = vi.fn(async () => true);
    draw(PopupPage, buildView({ active: 'claude', ...watching(WATCHED) }), { allowHosts });
    expect(find('verdict').textContent).toContain('Outcry does not watch Claude');
    find('allow-watching').click();
    expect(allowHosts).toHaveBeenCalledExactlyOnceWith(['claude.ai']);
  });

  it('offers it in the row alone when it was never used', () => {
    const outage = { state: 'outage' as const, level: 'confirmed' as const };
    draw(PopupPage, buildView({ ...withStatus({ claude: outage }), ...watching(WATCHED) }));
    expect(find('verdict').textContent).toContain('Claude is failing for many people');
    expect(has('allow-watching')).toBe(false);
    expect(has('watch-claude')).toBe(true);
  });

  it('says before it asks for a shared host what it looks at there', () => {
    draw(PopupPage, buildView({ active: 'claude', ...watching(WATCHED, SHARED) }));
    const note = find('allow-watching').closest('.note');
    expect(note?.textContent).toContain('it asks for all of x.com');
    expect(note?.textContent).toContain('nothing but Claude: x.com/i/grok');
    expect(find('service-claude').textContent).toContain('it asks for all of x.com');
  });
});

describe('the rows of the popup', () => {
  const rest = () => document.querySelector('section > details.more:last-of-type');
  const isOpen = (id: string) => !find(`service-${id}`).closest('details');

  it('show those watched from the start when none is in use, the others on a click', () => {
    draw(PopupPage, buildView(watching(WATCHED)));
    expect(isOpen('chatgpt')).toBe(true);
    expect(isOpen('claude')).toBe(false);
    expect(rest()?.textContent).toContain('1 other chatbot');
  });

  it('show those in use and those in trouble', () => {
    const outage = { state: 'outage' as const, level: 'confirmed' as const };
    draw(
      PopupPage,
      buildView({ used: { chatgpt: used }, ...withStatus({ claude: outage, chatgpt: {} }) }),
    );
    expect(isOpen('chatgpt')).toBe(true);
    expect(isOpen('claude')).toBe(true);
    draw(PopupPage, buildView({ used: { claude: used }, ...withStatus({ claude: {} }) }));
    expect(isOpen('chatgpt')).toBe(false);
  });

  it('have a picture without a name of its own, and a letter where there is none', async () => {
    draw(PopupPage, buildView());
    const icon = () => find('service-claude').querySelector('.icon');
    expect(icon()?.getAttribute('src')).toBe('services/claude.svg');
    expect(icon()?.getAttribute('alt')).toBe('');
    icon()?.dispatchEvent(new Event('error'));
    await vi.waitFor(() => expect(icon()?.textContent).toBe('C'));
    expect(icon()?.getAttribute('aria-hidden')).toBe('true');
  });
});

describe('the list of chatbots in the settings', () => {
  it.each([
    ['default', WATCHED, 'watched from the start', null],
    ['lost', LOST, 'may no longer be watched', 'Allow again'],
    ['off', OFF, 'not watched', 'Watch'],
    ['on', { state: 'on' as const, ask: [] }, 'watched', null],
    [
      'on in part',
      { state: 'on' as const, ask: ['x.com'], only: ['x.com/i/grok'] },
      'not on x.com',
      'Watch there too',
    ],
  ])('says what is watched: %s', (_what, state, words, button) => {
    draw(OptionsPage, buildView(watching(state)));
    const row = find('chatbot-chatgpt');
    expect(row.dataset.watching).toBe(state.state);
    expect(row.textContent).toContain(words);
    expect(has('watch-chatgpt')).toBe(button !== null);
    if (button) expect(find('watch-chatgpt').textContent).toBe(button);
    expect(has('unwatch-chatgpt')).toBe(state.state === 'on');
  });

  it('asks for the hosts of the one that was pressed, at once', () => {
    const allowHosts = vi.fn(async () => true);
    draw(OptionsPage, buildView(watching(LOST)), { allowHosts });
    find('watch-claude').click();
    expect(allowHosts).toHaveBeenCalledExactlyOnceWith(['claude.ai']);
    const describedBy = find('watch-claude').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(describedBy)?.textContent).toBe('Claude');
  });

  it.each([
    [true, false],
    [false, true],
  ])('gives one back, and says when the browser kept it: %s', async (gone, says) => {
    const stopWatching = vi.fn(async () => gone);
    draw(OptionsPage, buildView(watching({ state: 'on', ask: [] })), { stopWatching });
    find('unwatch-chatgpt').click();
    expect(stopWatching).toHaveBeenCalledExactlyOnceWith('chatgpt');
    await vi.waitFor(() =>
      expect(find('chatbot-chatgpt').textContent.includes('did not take it back')).toBe(says),
    );
  });

  it('is empty until the background has spoken', () => {
    draw(OptionsPage, null);
    expect(document.querySelectorAll('[data-testid^="chatbot-"]')).toHaveLength(0);
  });
});
