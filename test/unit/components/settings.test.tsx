// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OptionsPage } from '../../../components/options-page.tsx';
import type { ServerResult } from '../../../components/page-props.ts';
import { buildView } from '../../support/build-view.ts';
import { clear, draw, find, has } from './draw.tsx';

afterEach(clear);

describe('the language', () => {
  it('is chosen among all that there are, each by its own name', () => {
    const setLanguage = vi.fn(async () => true);
    draw(OptionsPage, buildView(), { setLanguage });
    const select = find('language') as HTMLSelectElement;
    expect([...select.options].map(({ text, value }) => [value, text])).toEqual([
      ['', 'As in the browser (English)'],
      ['en', 'English'],
      ['fr', 'français'],
    ]);
    select.value = 'fr';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(setLanguage).toHaveBeenLastCalledWith('fr');
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(setLanguage).toHaveBeenLastCalledWith(null);
  });
});

describe('the server', () => {
  async function enter(address: string, answer: ServerResult = 'used') {
    const useServer = vi.fn(async () => answer);
    draw(OptionsPage, buildView(), { useServer });
    const field = find('server-address') as HTMLInputElement;
    field.value = address;
    field.form?.requestSubmit();
    await vi.waitFor(() => expect(find('server-result').dataset.result).toMatch(/^(?!busy)./));
    return { useServer, result: find('server-result') };
  }

  it.each([
    ['https://own.example', 'https://own.example'],
    [' https://own.example/path?x ', 'https://own.example'],
    ['http://127.0.0.1:9999', 'http://127.0.0.1:9999'],
    ['http://127.0.0.1:8787', null],
  ])('at %j is asked for as %j', async (address, origin) => {
    const { useServer, result } = await enter(address);
    expect(useServer).toHaveBeenCalledExactlyOnceWith(origin);
    expect(result.textContent).toContain('Outcry now uses');
  });

  it.each(['', 'own.example', 'http://own.example', 'ftp://own.example', 'javascript:alert(1)'])(
    'is not asked for at %j',
    async (address) => {
      const { useServer, result } = await enter(address);
      expect(useServer).not.toHaveBeenCalled();
      expect(result.dataset.result).toBe('bad');
    },
  );

  it.each([
    ['refused', 'does not let Outcry reach https://own.example. Nothing has changed.'],
    ['silent', 'No Outcry server answers at https://own.example. Nothing has changed.'],
    [null, 'No Outcry server answers'],
  ] as const)('that is %s is told of', async (answer, words) => {
    expect((await enter('https://own.example', answer)).result.textContent).toContain(words);
  });

  it('can be left for the usual one, where another is in use', () => {
    const useServer = vi.fn(async () => 'used' as const);
    draw(OptionsPage, buildView(), { useServer });
    expect(has('server-usual')).toBe(false);
    draw(OptionsPage, buildView({ server: { origin: 'https://own.example', access: true } }), {
      useServer,
    });
    find('server-usual').click();
    expect(useServer).toHaveBeenCalledExactlyOnceWith(null);
  });
});

describe('the wishes', () => {
  it('are listed, and can be taken back', () => {
    const wishForReturn = vi.fn(async () => true);
    draw(OptionsPage, buildView({ wishes: ['claude'] }), { wishForReturn });
    find('notify-claude').click();
    expect(wishForReturn).toHaveBeenCalledExactlyOnceWith('claude', false, false);
    draw(OptionsPage, buildView(), { wishForReturn });
    expect(document.body.textContent).toContain('You wait for no chatbot.');
  });
});

describe('the reader’s data', () => {
  it('are erased only after a second yes', async () => {
    const eraseData = vi.fn(async () => true);
    draw(OptionsPage, buildView(), { eraseData });
    find('erase-data').click();
    await vi.waitFor(() => expect(has('erase-yes')).toBe(true));
    expect(eraseData).not.toHaveBeenCalled();
    find('erase-yes').click();
    await vi.waitFor(() => expect(document.body.textContent).toContain('Everything is erased.'));
    expect(eraseData).toHaveBeenCalledOnce();
  });

  it('are saved as a file', async () => {
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
    draw(OptionsPage, buildView(), { exportData: async () => '{"a":1}' });
    find('export-data').click();
    await vi.waitFor(() => expect(made).toHaveBeenCalledOnce());
    const [blob] = made.mock.calls[0] ?? [];
    expect(await (blob as Blob).text()).toBe('{"a":1}');
  });
});
