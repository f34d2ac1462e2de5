import { html, raw } from 'hono/html';
import { BRAND_PATHS } from './brand.ts';
import { LANGUAGES, PLAIN_LANGUAGE } from './language/languages.ts';
import type { PageLanguage } from './language/page-language.ts';
import { STYLE } from './style.ts';

/** A piece of a page. */
export type Html = ReturnType<typeof html>;

/** Who reads a page, and where it stands. */
export interface Place {
  readonly language: PageLanguage;
  /** The public address of the server, for example `https://outcry.example`; null where it is not known. */
  readonly origin: string | null;
}

/** A picture that goes with links to a page. */
export interface PreviewLink {
  /** Without the language. */
  readonly path: string;
  /** What it shows. */
  readonly alt: string;
  /** When it was last another one, in minutes since the epoch: sites keep a picture for as long as its address stays. */
  readonly version?: number;
}

/** What stands around a page's content. */
export interface Frame extends Place {
  /** The page's path without its language; null for a page that is not to be found or shared. */
  readonly path: string | null;
  readonly title: string;
  readonly description: string;
  /** The picture that goes with links to this page; null where there is none. */
  readonly preview: PreviewLink | null;
}

/** Width and height of a preview picture. Pixels. */
export const PREVIEW_SIZE = [1200, 630] as const;

const BRAND = raw(`<svg viewBox="0 0 48 48" aria-hidden="true">${BRAND_PATHS}</svg>`);

/** The same page in every language, for search engines. */
function alternates(origin: string, path: string): Html {
  const link = (tag: string, language: PageLanguage) =>
    html`<link rel="alternate" hreflang="${tag}" href="${origin}${language.path(path)}">\n`;
  return html`${LANGUAGES.map((language) => link(language.tag, language))}${link('x-default', PLAIN_LANGUAGE)}`;
}

function shared({ language, origin, path, title, description, preview }: Frame): Html {
  if (path === null) return html`<meta name="robots" content="noindex">`;
  const [width, height] = PREVIEW_SIZE;
  const base = origin ?? '';
  const version = preview?.version === undefined ? '' : `?v=${preview.version}`;
  const picture =
    preview === null
      ? ''
      : html`<meta property="og:image" content="${base}${language.path(preview.path)}${version}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="${width}">
<meta property="og:image:height" content="${height}">
<meta property="og:image:alt" content="${preview.alt}">
<meta name="twitter:card" content="summary_large_image">
`;
  const address =
    origin === null
      ? ''
      : html`<link rel="canonical" href="${origin}${language.path(path)}">
<meta property="og:url" content="${origin}${language.path(path)}">
${alternates(origin, path)}`;
  return html`<meta property="og:type" content="website">
<meta property="og:site_name" content="Outcry">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
${picture}${address}`;
}

function languageChoice({ language, path }: Frame): Html {
  const { say, tag, name } = language;
  const others = LANGUAGES.filter((other) => other.tag !== tag);
  return html`<nav class="links languages" aria-label="${say('nav.languages')}"><span class="chosen" lang="${tag}">${name}</span>${others.map(
    (other) =>
      html`<a href="${other.path(path ?? '/')}" lang="${other.tag}" hreflang="${other.tag}" dir="${other.direction}">${other.name}</a>`,
  )}</nav>`;
}

function link({ language, path }: Frame, target: string, name: string): Html {
  const current = path === target ? html` aria-current="page"` : '';
  return html`<a href="${language.path(target)}"${current}>${name}</a>`;
}

/** The frame of every page: readable without scripts, images or colour. */
export function layout(frame: Frame, content: Html): Html {
  const { language, title, description } = frame;
  const { say, tag, direction, path } = language;
  return html`<!doctype html>
<html lang="${tag}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f4f5f8">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#13151b">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/atom+xml" title="${say('feed.title')}" href="${path('/feed.atom')}">
${shared(frame)}
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">${say('nav.skip')}</a>
<div class="wrap">
<header class="top">
<a class="brand" href="${path('/')}">${BRAND}<span>Outcry</span></a>
<nav class="links" aria-label="${say('nav.pages')}">${link(frame, '/how', say('nav.how'))}${link(frame, '/data', say('nav.data'))}<a href="${path('/feed.atom')}">${say('nav.feed')}</a></nav>
</header>
<main id="content">
${content}
</main>
<footer class="bottom">
<p>${say('footer.voice')}</p>
<p>${say('footer.privacy')}</p>
${languageChoice(frame)}
</footer>
</div>
</body>
</html>
`;
}
