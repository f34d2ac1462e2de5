import { type FunctionComponent, render } from 'preact';
import { LanguageContext } from '../../../components/language-context.ts';
import type { Actions, PageProps } from '../../../components/page-props.ts';
import { createLanguage } from '../../../lib/language/create-language.ts';
import type { Strips } from '../../../lib/status/strips.ts';
import type { View } from '../../../lib/status/view.ts';
import en from '../../../locales/en.json';
import pageEn from '../../../locales/pages/en.json';
import { NOW } from '../../support/build-view.ts';

export const services = [
  {
    id: 'chatgpt',
    name: 'ChatGPT',
    vendor: 'OpenAI',
    statusPage: 'https://status.openai.com',
    home: 'https://chatgpt.com/',
  },
  {
    id: 'claude',
    name: 'Claude',
    vendor: 'Anthropic',
    statusPage: 'https://status.claude.com',
    home: 'https://claude.ai/',
  },
];

const language = createLanguage({ ...en, ...pageEn }, 'en-GB', 'UTC');

const LANGUAGES = { available: ['en', 'fr'], chosen: null, usual: 'en' };

const idle: Actions = {
  report: async () => 'queued',
  wishForReturn: async () => true,
  choose: async () => 'done',
  clearHistory: async () => true,
  setLanguage: async () => true,
  useServer: async () => 'used',
  exportData: async () => '{}',
  eraseData: async () => true,
  allowServer: async () => true,
  allowHosts: async () => true,
  stopWatching: async () => true,
};

/** Draws a page into the document, in English. Draw again to hand it another view. */
export function draw(
  Page: FunctionComponent<PageProps>,
  view: View | null,
  actions: Partial<Actions> = {},
  strips: Strips | null = null,
): void {
  render(
    <LanguageContext.Provider value={language}>
      <Page
        view={view}
        strips={strips}
        now={NOW}
        services={services}
        languages={LANGUAGES}
        usualServer="http://127.0.0.1:8787"
        actions={{ ...idle, ...actions }}
      />
    </LanguageContext.Provider>,
    document.body,
  );
}

/** Takes the page away, with all that it remembers. */
export function clear(): void {
  render(null, document.body);
}

/** @returns the element with this `data-testid`. @throws Error when there is none or more than one */
export function find(testId: string): HTMLElement {
  const [element, ...more] = document.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`);
  if (!element || more.length > 0) throw new Error(`${testId}: ${element ? more.length + 1 : 0}`);
  return element;
}

/** @returns whether there is an element with this `data-testid` */
export function has(testId: string): boolean {
  return document.querySelector(`[data-testid="${testId}"]`) !== null;
}
