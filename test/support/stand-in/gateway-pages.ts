import type { Answer } from './scenario.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };

/** The page that Cloudflare's edge sends when the origin behind it is silent: other words, its documented ids. */
export function cloudflarePage(host: string, status = 504): Answer {
  const reason = status === 502 ? 'Bad gateway' : 'Gateway time-out';
  return {
    status,
    headers: { ...html, server: 'cloudflare', 'cf-ray': '8f00000000000000-LHR' },
    body: `<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>${host} | ${status}: ${reason}</title></head>
<body><div id="cf-wrapper"><div id="cf-error-details" class="p-0">
<header><h1><span>${reason}</span> <span class="cf-code-label">Error code ${status}</span></h1></header>
<section><p>The web server reported a ${reason.toLowerCase()} error.</p></section>
<footer class="cf-error-footer"><span>Error reference number: ${status}</span> <span>Cloudflare Location: London</span>
<span>Ray ID: 8f00000000000000</span> <span>Your IP address: 192.0.2.1</span></footer>
</div></div></body></html>`,
  };
}

/** The app's own router giving up: the page of 3 February 2026, of which only the words are known. */
export function routeErrorPage(): Answer {
  return {
    status: 500,
    headers: html,
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>ChatGPT</title></head>
<body><main><h1>Route error 500</h1><p>Internal Server Error</p><button type="button">Try again</button></main></body></html>`,
  };
}

/** A bot wall, which says nothing about the service: the user only has to prove to be one. */
export function challengePage(host: string): Answer {
  return {
    status: 403,
    headers: { ...html, 'cf-mitigated': 'challenge' },
    body: `<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>Just a moment...</title></head>
<body><div class="main-wrapper"><h1>${host}</h1><div id="challenge-running">Verifying you are human.</div>
<noscript>Enable JavaScript and cookies to continue</noscript></div></body></html>`,
  };
}
