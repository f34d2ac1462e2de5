import type { Service } from '../../lib/services/schema.ts';
import { elementFor } from './element-for.ts';

/** Where on a page somebody's words stand. */
export interface Position {
  readonly name: string;
  /** The piece of a page that holds the words. */
  readonly html: (words: string) => string;
}

/** What models write into their answers, and what the app makes of it. */
const IN_MESSAGES: readonly (readonly [string, (words: string) => string])[] = [
  ['a paragraph', (words) => `<p>${words}</p>`],
  ['a heading', (words) => `<h1>${words}</h1><h2>${words}</h2>`],
  ['a list', (words) => `<ul><li>${words}</li></ul>`],
  ['a table', (words) => `<table><tbody><tr><td>${words}</td></tr></tbody></table>`],
  ['a strong word', (words) => `<p>It says <strong>${words}</strong></p>`],
  ['code', (words) => `<pre><code>${words}</code></pre>`],
  ['a quotation', (words) => `<blockquote><p>${words}</p></blockquote>`],
  [
    'an alert that it drew',
    (words) => `<div role="alert" class="error text-red-500">${words}</div>`,
  ],
  [
    'a toast that it drew',
    (words) => `<div role="status" class="toast destructive">${words}</div>`,
  ],
  ['a dialog that it drew', (words) => `<div role="dialog"><h2>${words}</h2></div>`],
  ['a button beside it', (words) => `<p>${words}</p><button>Retry</button>`],
];

const INLINE: typeof IN_MESSAGES = [
  ['words', (words) => words],
  ['a coloured word', (words) => `<span role="alert" class="text-red-500">${words}</span>`],
];

/** Where apps show the words of users and models, on any page. */
const ANYWHERE: readonly [string, (words: string) => string][] = [
  ['code', (words) => `<main><pre><code>${words}</code></pre></main>`],
  ['code in a panel', (words) => `<section><code>${words}</code></section>`],
  ['a quotation', (words) => `<main><blockquote>${words}</blockquote></main>`],
  ['a text box', (words) => `<main><textarea>${words}</textarea></main>`],
  ['an editor', (words) => `<main><div contenteditable="true"><p>${words}</p></div></main>`],
  ['a field', (words) => `<input value="${words}" placeholder="${words}">`],
  [
    'attributes',
    (words) => `<img alt="${words}" title="${words}"><div aria-label="${words}"></div>`,
  ],
  [
    'a title in the sidebar',
    (words) => `<nav><ul><li><a href="/c/1"><div>${words}</div></a></li></ul></nav>`,
  ],
  ['a title in a side panel', (words) => `<aside><a href="/c/1"><span>${words}</span></a></aside>`],
  [
    'a list of chats',
    (words) => `<main><ul><li><a href="/c/1"><div>${words}</div></a></li></ul></main>`,
  ],
  ['a link', (words) => `<main><a href="/c/2">${words}</a></main>`],
  ['a button', (words) => `<main><button>${words}</button></main>`],
  [
    'a menu',
    (words) => `<div role="menu"><div role="menuitem" class="text-red-500">${words}</div></div>`,
  ],
  [
    'a list to choose from',
    (words) => `<div role="listbox"><div role="option">${words}</div></div>`,
  ],
  ['a tooltip', (words) => `<div role="tooltip">${words}</div>`],
  ['a tree', (words) => `<div role="tree"><div role="treeitem">${words}</div></div>`],
  [
    'a search',
    (words) => `<div role="dialog"><ul><li role="option"><div>${words}</div></li></ul></div>`,
  ],
  ['a palette', (words) => `<div role="dialog"><div cmdk-item="">${words}</div></div>`],
  [
    'a title that is read out',
    (words) => `<next-route-announcer><p role="alert">${words}</p></next-route-announcer>`,
  ],
  ['what is hidden', (words) => `<div hidden><div role="alert">${words}</div></div>`],
  ['what is not drawn', (words) => `<div style="display: none"><p role="alert">${words}</p></div>`],
  ['a template', (words) => `<template><div role="alert">${words}</div></template>`],
  ['a canvas in a frame', (words) => `<iframe srcdoc="<div role='alert'>${words}</div>"></iframe>`],
  ['a picture', (words) => `<svg><title>${words}</title><text>${words}</text></svg>`],
];

/**
 * @param service whose file says where words stand
 * @returns every position of content: those of the file, each with all that can stand in it, and those of any app
 */
export function contentPositions({ watch }: Service): readonly Position[] {
  const own = (what: string, selectors: readonly string[] = []): Position[] =>
    selectors.map((selector) => ({
      name: `${what} ${selector}`,
      html: (words) => elementFor(selector, `<p>${words}</p>`),
    }));
  const within = (what: string, selectors: readonly string[] = []): Position[] =>
    selectors.flatMap((selector) =>
      // A paragraph or heading holds no blocks: a parser would put them after it.
      (/(?:^|[\s>])(?:p|h\d)\b[^\s>]*$/.test(selector) ? INLINE : IN_MESSAGES).map(
        ([inside, html]) => ({
          name: `${inside} in ${what} ${selector}`,
          html: (words: string) => elementFor(selector, html(words)),
        }),
      ),
    );
  return [
    ...within("the user's message", watch?.messages.user),
    ...within('an answer', watch?.messages.assistant),
    ...own('the composer', watch?.composer),
    ...own('the excluded', watch?.exclude),
    ...ANYWHERE.map(([name, html]) => ({ name, html })),
  ];
}
