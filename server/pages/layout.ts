import { html, raw } from 'hono/html';
import { STYLE } from './style.ts';

/** A piece of a page. */
export type Html = ReturnType<typeof html>;

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23b5542b' stroke-width='2.4' stroke-linecap='round'%3E%3Cpath d='M4 10v4M8 7v10M12 3v18M16 7v10M20 10v4'/%3E%3C/svg%3E";

const BRAND = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" aria-hidden="true"><path d="M4 10v4M8 7v10M12 3v18M16 7v10M20 10v4"/></svg>`;

/** The frame of every page: readable without scripts, images or colour. */
export function layout(title: string, description: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="icon" href="${raw(ICON)}">
<link rel="alternate" type="application/atom+xml" title="Outcry: incidents" href="/feed.atom">
<style>${raw(STYLE)}</style>
</head>
<body>
<div class="wrap">
<header class="top">
<a class="brand" href="/">${BRAND}<span>Outcry</span></a>
<nav aria-label="Data"><a href="/feed.atom">Feed</a><a href="/v1/status.json">Data</a><a href="/v1/history.json">History</a></nav>
</header>
<main>${content}</main>
<footer>
<p>A voice is one browser in one minute, and each network has one. Before trouble is called confirmed, as many failing voices as a tenth of all, at least two, are set aside: safe against that many lying networks a minute, not against any number.</p>
<p>No address, account, page or text is kept. Voices are deleted within 30 minutes; only counts remain.</p>
</footer>
</div>
</body>
</html>
`;
}
