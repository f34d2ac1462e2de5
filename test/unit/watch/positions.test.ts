import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readServices } from '../../../lib/services/read.ts';
import { createClassifier } from '../../../tools/classify/classifier.ts';
import { serviceNamed } from '../../support/services.ts';

const classify = createClassifier(readServices());

/** Where users' and models' words stand, `%` in place of them, inside a page that is an app at work. */
const POSITIONS = {
  chatgpt: {
    'user message':
      '<article data-turn="user"><div data-message-author-role="user"><div class="whitespace-pre-wrap">%</div></div></article>',
    answer:
      '<div data-message-author-role="assistant"><div class="markdown prose"><p>%</p></div></div>',
    'answer without markdown': '<div data-message-author-role="assistant"><p>%</p></div>',
    'heading in an answer':
      '<div data-message-author-role="assistant"><div class="markdown"><h1>%</h1></div></div>',
    'alert drawn in an answer':
      '<div data-message-author-role="assistant"><div class="markdown"><div role="alert" class="text-red-500 text-token-text-error">%</div></div></div>',
    'streaming answer': '<div class="result-streaming"><p>%</p></div>',
    code: '<main><pre><code>%</code></pre></main>',
    composer: '<div id="prompt-textarea" contenteditable="true"><p>%</p></div>',
    'edited message': '<textarea>%</textarea>',
    'chat title': '<nav><a href="/c/1"><div>%</div></a></nav>',
    'chat title in the history list': '<nav><ol><li data-testid="history-item-1">%</li></ol></nav>',
    'search result': '<div role="dialog"><ul><li role="option"><div>%</div></li></ul></div>',
    'announced title': '<next-route-announcer><p role="alert">%</p></next-route-announcer>',
    menu: '<div role="menu"><div role="menuitem" class="text-token-text-error">%</div></div>',
    button: '<main><button>%</button></main>',
    link: '<main><a href="/c/2">%</a></main>',
    hidden: '<div hidden><div role="alert">%</div></div>',
    quote: '<main><blockquote>%</blockquote></main>',
  },
  claude: {
    'user message': '<div data-testid="user-message"><p>%</p></div>',
    'older user message': '<div class="font-user-message"><p>%</p></div>',
    answer: '<div class="font-claude-response"><p>%</p></div>',
    'streaming answer': '<div data-is-streaming="true"><div><p>%</p></div></div>',
    artifact: '<div id="markdown-artifact"><h1>%</h1><p>%</p></div>',
    code: '<main><pre><code>%</code></pre></main>',
    composer: '<div contenteditable="true" class="ProseMirror"><p>%</p></div>',
    'chat title': '<nav><ul><li><a href="/chat/1"><span>%</span></a></li></ul></nav>',
    'title over the chat': '<button data-testid="chat-menu-trigger"><div>%</div></button>',
    'list of chats': '<main><ul><li><a href="/chat/1"><div>%</div></a></li></ul></main>',
    tooltip: '<div role="tooltip">%</div>',
  },
} as const;

const APP = {
  chatgpt: (inner: string, title: string) =>
    `<html><head><title>${title}</title><script src="/a.js"></script></head><body>${inner}<main><article data-turn="user"><div data-message-author-role="user">Hi</div></article></main><div id="prompt-textarea" contenteditable="true"></div></body></html>`,
  claude: (inner: string, title: string) =>
    `<html><head><title>${title}</title><script src="/a.js"></script></head><body>${inner}<main><div data-testid="user-message">Hi</div></main><div contenteditable="true"></div></body></html>`,
};

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

describe.each(['chatgpt', 'claude'] as const)('words of others on a page of %s', (id) => {
  const texts = (serviceNamed(id).phrases ?? []).flatMap(({ texts }) =>
    Object.values(texts).flat(),
  );

  it.each(Object.entries(POSITIONS[id]))(
    'no error text is a finding as %s',
    (_name, position) => {
      fc.assert(
        fc.property(fc.constantFrom(...texts), (text) => {
          const html = APP[id](position.replaceAll('%', escaped(text)), escaped(text));
          const { observations } = classify({
            url: `https://${serviceNamed(id).hosts[0]}/c/1`,
            html,
          });
          expect(observations).toEqual([]);
        }),
        { numRuns: 25 },
      );
    },
    60_000,
  );
});
