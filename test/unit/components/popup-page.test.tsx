// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageProps } from '../../../components/page-props.ts';
import { PopupPage } from '../../../components/popup-page.tsx';
import { REPORTS } from '../../../components/report-panel.tsx';
import type { Event } from '../../../lib/journal/event.ts';
import { FEATURES } from '../../../lib/protocol/words.ts';
import type { View } from '../../../lib/status/view.ts';
import { ago, buildEvent, buildView, CROWDS, OWNS, withStatus } from '../../support/build-view.ts';
import { clear, draw, find, has } from './draw.tsx';

afterEach(clear);

const used = { triedAt: ago(1), okAt: ago(1), failedAt: null };
const outage = buildView({ ...CROWDS.outage, ...OWNS.failing });

describe('the verdict', () => {
  it('stands first and carries service, state and scope', () => {
    draw(PopupPage, outage);
    const verdict = find('verdict');
    expect({ ...verdict.dataset }).toMatchObject({
      service: 'chatgpt',
      state: 'outage',
      scope: 'everyone',
    });
    expect(verdict.textContent).toContain('not just you: 37% of 412 reports');
    expect(document.body.firstElementChild?.contains(verdict)).toBe(true);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
  });

  it('is honest without a view', () => {
    draw(PopupPage, null);
    expect(find('verdict').getAttribute('data-service')).toBe('');
    expect(find('verdict').dataset.state).toBe('unknown');
    expect(find('service-chatgpt').dataset.state).toBe('unknown');
  });
});

describe('the first picture', () => {
  let isOpening = true;
  const Page = (props: PageProps) => <PopupPage {...props} isOpening={isOpening} />;
  beforeEach(() => {
    isOpening = true;
  });

  it('has everything but the rows that are folded away', () => {
    draw(Page, outage);
    expect(find('verdict').textContent).toContain('37% of 412 reports');
    expect(document.querySelectorAll('.sides > div')).toHaveLength(3);
    for (const feature of FEATURES) find(`report-${feature}`);
    expect(find('service-chatgpt').textContent).toContain('outage');
    expect(document.querySelector('summary')?.textContent).toBeTruthy();
    expect(has('service-claude')).toBe(false);
  });

  it('is followed by these, and nothing that is there is drawn anew', () => {
    draw(Page, outage);
    const [verdict, button] = [find('verdict'), find('report-login')];
    isOpening = false;
    draw(Page, outage);
    expect(find('service-claude').closest('details')?.open).toBe(false);
    expect([verdict.isConnected, button.isConnected]).toEqual([true, true]);
  });
});

describe('everyone’s state', () => {
  it('has a row for each service, in words', () => {
    draw(
      PopupPage,
      buildView({
        used: { chatgpt: used },
        ...withStatus({ chatgpt: {}, claude: { state: 'unknown' } }),
      }),
    );
    expect(find('service-chatgpt').dataset.state).toBe('operational');
    expect(find('service-chatgpt').textContent).toContain('works for others');
    expect(find('service-claude').dataset.state).toBe('unknown');
    expect(find('service-claude').textContent).toContain('not enough people to tell');
  });

  it('shows the vendor’s word beside it, with the way there', () => {
    const official = {
      state: 'outage' as const,
      since: '2026-02-03T21:08:00Z',
      url: 'https://status.openai.com',
      checked: '2026-02-03T21:09:00Z',
    };
    draw(PopupPage, buildView(withStatus({ chatgpt: { official, lead: 6 }, claude: {} })));
    const row = find('service-chatgpt');
    expect(row.textContent).toContain('outage, since 21:08, 6 minutes after the first reports');
    expect(row.querySelector('a')?.href).toBe('https://status.openai.com/');
    expect(find('service-claude').textContent).toContain('not read yet');
  });

  it('tells what was last known once the count cannot be read', () => {
    draw(PopupPage, buildView({ ...CROWDS.outage, ...OWNS.idle, readable: false }));
    expect(find('service-chatgpt').dataset.state).toBe('unknown');
    expect(find('service-chatgpt').textContent).toContain('At 21:09: outage');
  });
});

describe('own failures', () => {
  it('are told in plain words, the evidence on demand', () => {
    draw(PopupPage, buildView({ events: [buildEvent({ evidence: ['status', 'error-box'] })] }));
    const text = document.body.textContent;
    expect(text).toContain('ChatGPT · No answer arrived');
    expect(text).toContain('ChatGPT’s fault, not yours. Nothing you can fix.');
    expect(text).toContain('the status code of a response and an error box on the page');
    expect(text).toContain('2 times, from 21:07 to 21:08');
  });

  it('say what to do when they are the reader’s own', () => {
    draw(PopupPage, buildView({ events: [buildEvent({ cause: 'you', reason: 'signed-out' })] }));
    expect(document.body.textContent).toContain('You were signed out. Sign in again.');
  });

  it.each<[string, Partial<Event>, string]>([
    ['a weak sign', { weak: true }, 'No answer arrived?'],
    [
      'a weak sign',
      { weak: true },
      'One sign only, so it is not certain that anything failed. If it does not',
    ],
    ['an unclear failure', { cause: 'unclear' }, 'Not clear whose fault it was. Reload the page.'],
    ['no network', { cause: 'you', reason: 'offline' }, 'You were offline. Check your connection'],
    ['a blocker', { cause: 'you', reason: 'blocked' }, 'Your browser or network blocked it. Pause'],
    ['a bot wall', { cause: 'you', reason: 'challenge' }, 'complete the check'],
    ['a network’s sign-in', { cause: 'you', reason: 'captive' }, 'sign in to the network'],
    ['a refusal', { cause: 'you', reason: 'policy' }, 'If it is not offered in your country'],
    ['a limit', { cause: 'you', reason: 'limit' }, 'the chatbot’s page often says when'],
    [
      'a limit that ends',
      { cause: 'you', reason: 'limit', until: ago(-35) },
      'Your limit ends at 21:45.',
    ],
    [
      'a limit that ended',
      { cause: 'you', reason: 'limit', until: ago(5) },
      'Your limit ended at 21:05: try again.',
    ],
  ])('say what %s means and what to do', (_what, change, sentence) => {
    draw(PopupPage, buildView({ events: [buildEvent(change)] }));
    expect(document.querySelector('.events li')?.textContent).toContain(sentence);
  });

  it('say that they are over', () => {
    draw(PopupPage, buildView(OWNS.recovered));
    expect(document.body.textContent).toContain('Worked again at 21:09.');
  });
});

describe('one-click reports', () => {
  const view = buildView({ used: { chatgpt: used }, ...CROWDS.operational });

  async function report(
    result: 'queued' | 'repeated' | 'not-used' | 'no-access' | null,
    said: View['said'] = [],
  ) {
    const onReport = vi.fn(async () => result);
    draw(PopupPage, view, { report: onReport });
    find('report-history').click();
    await vi.waitFor(() => expect(has('report-done')).toBe(true));
    draw(PopupPage, { ...view, said }, { report: onReport });
    return { onReport, done: find('report-done') };
  }

  it('offer every feature of the vocabulary', () => {
    expect([...REPORTS].sort()).toEqual([...FEATURES].sort());
    draw(PopupPage, view);
    expect(FEATURES.filter((feature) => !has(`report-${feature}`))).toEqual([]);
    expect(has('report-done')).toBe(false);
  });

  it('are about the service of the sentence', async () => {
    const { onReport } = await report('queued');
    expect(onReport).toHaveBeenCalledExactlyOnceWith('chatgpt', 'history');
  });

  it.each([
    ['waits', 'queued', [], 'waiting', 'waits in this browser'],
    [
      'has arrived',
      'queued',
      [{ service: 'chatgpt', feature: 'history', at: ago(0), state: 'arrived' }],
      'arrived',
      'has arrived',
    ],
    [
      'was refused',
      'queued',
      [{ service: 'chatgpt', feature: 'history', at: ago(0), state: 'refused' }],
      'refused',
      'does not count',
    ],
    ['counts once', 'repeated', [], 'repeated', 'counts once'],
    ['needs use', 'not-used', [], 'not-used', 'was not used in this browser in the last 5 minutes'],
    ['needs access', 'no-access', [], 'no-access', 'may not reach its server'],
    ['was not heard', null, [], 'failed', 'did not answer'],
  ] as const)('say that a report %s', async (_what, result, said, outcome, words) => {
    const { done } = await report(result, [...said]);
    expect(done.dataset.result).toBe(outcome);
    expect(done.textContent).toContain(words);
    expect(done.closest('[role="status"]')).not.toBeNull();
  });

  it('can be about another service when several are in use', async () => {
    const onReport = vi.fn(async () => 'queued' as const);
    draw(PopupPage, { ...view, used: { chatgpt: used, claude: used } }, { report: onReport });
    const select = document.querySelector('select');
    if (!select) throw new Error('no chooser');
    select.value = 'claude';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(document.querySelector('select')?.value).toBe('claude'));
    find('report-login').click();
    await vi.waitFor(() => expect(onReport).toHaveBeenCalledExactlyOnceWith('claude', 'login'));
  });
});

describe('access to the server', () => {
  it('is asked for when the browser withholds it', () => {
    const allowServer = vi.fn(async () => true);
    draw(PopupPage, buildView(CROWDS['no-access']), { allowServer });
    [...document.querySelectorAll('button')]
      .find((each) => each.textContent === 'Allow access')
      ?.click();
    expect(allowServer).toHaveBeenCalledExactlyOnceWith('http://127.0.0.1:8787');
  });
});
