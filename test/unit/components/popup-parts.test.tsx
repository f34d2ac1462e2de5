// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PopupPage } from '../../../components/popup-page.tsx';
import type { Strips } from '../../../lib/status/strips.ts';
import { ago, buildEvent, buildView, CROWDS, OWNS, withStatus } from '../../support/build-view.ts';
import { clear, draw, find, has } from './draw.tsx';

afterEach(clear);

const outage = {
  state: 'outage',
  level: 'confirmed',
  since: '2026-02-03T21:02:00Z',
  failed: 152,
  signals: { 'conversation/http-5xx': 141, 'history/http-5xx': 40 },
  official: {
    state: 'operational',
    since: null,
    url: 'https://status.openai.com',
    checked: '2026-02-03T21:09:00Z',
  },
} as const;
const view = buildView({ ...withStatus({ chatgpt: outage, claude: {} }), ...OWNS.failing });

function textsOf(selector: string): readonly (string | null)[] {
  return [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
}

describe('you, everyone and the vendor', () => {
  it('stand side by side with their times', () => {
    draw(PopupPage, view);
    expect(textsOf('.sides > div').map((text) => text?.replace(/\s+/g, ' ').trim())).toEqual([
      'You fails for youat 21:08',
      'Everyone outage, failing for manysince 21:02',
      'OpenAI says still says all is fineread at 21:09',
    ]);
  });

  it('tell how long the vendor took', () => {
    const late = { ...outage.official, state: 'degraded', since: '2026-02-03T21:08:00Z' } as const;
    draw(PopupPage, buildView(withStatus({ chatgpt: { ...outage, official: late, lead: 6 } })));
    expect(textsOf('.sides > div').at(-1)).toContain(
      'since 21:08, 6 minutes after the first reports',
    );
  });

  it('are not there when there is nothing to speak about', () => {
    draw(PopupPage, buildView());
    expect(document.querySelector('.sides')).toBeNull();
  });
});

describe('what fails', () => {
  it('is named with its share of those who tried', () => {
    draw(PopupPage, view);
    expect(textsOf('.failing li')).toEqual(['Answers34%', 'History10%']);
  });
});

describe('what works instead', () => {
  it('is a plain link to the chatbot', () => {
    draw(PopupPage, view);
    const link = find('instead-claude') as HTMLAnchorElement;
    expect(link.href).toBe('https://claude.ai/');
    expect(link.rel).toBe('noreferrer');
    expect(link.title).toBe('works for others');
    expect(has('instead-chatgpt')).toBe(false);
  });
});

describe('the last 24 hours', () => {
  const quarters = Array.from({ length: 96 }, (_, index) =>
    index < 4 ? null : ([index === 95 ? 37 : 0, index === 95 ? 'outage' : 'operational'] as const),
  );
  const strips: Strips = {
    v: 1,
    start: ago(24 * 60),
    services: { chatgpt: quarters, claude: quarters },
  };

  it('are drawn, and told in words', () => {
    const both = { ...view.used, claude: { triedAt: ago(1), okAt: ago(1), failedAt: null } };
    draw(PopupPage, { ...view, used: both }, {}, strips);
    const [own, other] = document.querySelectorAll('svg.strip');
    expect(own?.getAttribute('aria-label')).toBe(
      'ChatGPT in the last 24 hours: At worst 37% of people failed, at 20:55. Gaps: too few people to tell.',
    );
    expect(other?.getAttribute('aria-label')).toContain('Claude in the last 24 hours');
  });

  it('have a bar for each quarter-hour that is known, and none for a gap', () => {
    draw(PopupPage, view, {}, strips);
    const bars = [...document.querySelectorAll('svg.strip')]
      .slice(0, 1)
      .flatMap((svg) => [...svg.querySelectorAll('path')])
      .map((path) => path.getAttribute('d')?.match(/M/g)?.length ?? 0);
    expect(bars.reduce((sum, each) => sum + each, 0)).toBe(92);
  });

  it('of the services that are folded away are drawn when these are unfolded', async () => {
    draw(PopupPage, view, {}, strips);
    expect(document.querySelectorAll('svg.strip')).toHaveLength(1);
    const more = document.querySelector<HTMLDetailsElement>('.crowd + .more');
    if (!more) throw new Error('Nothing is folded away.');
    more.open = true;
    more.dispatchEvent(new Event('toggle'));
    await vi.waitFor(() => expect(document.querySelectorAll('svg.strip')).toHaveLength(2));
  });

  it('are left out while they are not known', () => {
    draw(PopupPage, view);
    expect(document.querySelector('svg.strip')).toBeNull();
  });
});

describe('the offer to tell when it is back', () => {
  it('notes the wish, and whether it fails only here', async () => {
    const wishForReturn = vi.fn(async () => true);
    draw(PopupPage, view, { wishForReturn });
    find('notify-chatgpt').click();
    expect(wishForReturn).toHaveBeenCalledExactlyOnceWith('chatgpt', true, false);
    draw(PopupPage, buildView({ ...CROWDS.operational, ...OWNS.failing }), { wishForReturn });
    find('notify-chatgpt').click();
    expect(wishForReturn).toHaveBeenLastCalledWith('chatgpt', true, true);
  });

  it('can be taken back', () => {
    const wishForReturn = vi.fn(async () => true);
    draw(PopupPage, { ...view, wishes: ['chatgpt'] }, { wishForReturn });
    const button = find('notify-chatgpt');
    expect(button.getAttribute('aria-pressed')).toBe('true');
    expect(button.parentElement?.textContent).toContain(
      'will tell you once, as soon as ChatGPT works again',
    );
    button.click();
    expect(wishForReturn).toHaveBeenCalledExactlyOnceWith('chatgpt', false, false);
  });

  it('says when the browser does not allow it', async () => {
    draw(PopupPage, view, { wishForReturn: async () => false });
    find('notify-chatgpt').click();
    await vi.waitFor(() =>
      expect(document.body.textContent).toContain('does not let Outcry show notifications'),
    );
  });

  it.each([
    ['all is fine', OWNS.fine],
    ['it is the reader’s own limit', OWNS.limit],
  ])('is not there while %s', (_what, own) => {
    draw(PopupPage, buildView({ ...CROWDS.operational, ...own }));
    expect(has('notify-chatgpt')).toBe(false);
  });
});

describe('what was sent', () => {
  it('is told with its time and the way to all of it', () => {
    draw(PopupPage, { ...view, sent: [{ at: ago(4), body: '{}' }] });
    const section = document.querySelector('[aria-labelledby="sent"]');
    expect(section?.textContent).toContain('Last at 21:06.');
    expect(section?.querySelector('a')?.getAttribute('href')).toBe('options.html#sent');
    draw(PopupPage, { ...view, events: [buildEvent()], sent: [] });
    expect(section?.textContent).toContain('Nothing yet.');
  });
});
