import type { Service } from '../../lib/services/schema.ts';

/** A fixture page by its path below the service's folder. */
export type Pages = Readonly<Record<string, string>>;

/** @returns one page of each kind that is true of any chatbot, whatever its markup: a start, not a proof */
export function starterPages({ name, home }: Pick<Service, 'name' | 'home'>): Pages {
  return {
    'fine/new-chat.html': page(
      { url: home, expect: [] },
      name,
      '<main><h1>What can I help with?</h1><form><textarea></textarea><button>Send</button></form></main>',
    ),
    'failing/home-503.html': page(
      {
        url: home,
        expect: [{ feature: 'page', kind: 'http-5xx', cause: 'service' }],
        requests: [{ url: home, status: 503, type: 'navigation' }],
      },
      '503 Service Temporarily Unavailable',
      '<center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center>',
    ),
    'look-alike/chat-title-is-an-error.html': page(
      { url: home, expect: [] },
      '502 Bad Gateway in nginx',
      '<script src="/app.js"></script><nav><ul><li><a href="/1">502 Bad Gateway in nginx</a></li><li><a href="/2">Something went wrong</a></li></ul></nav><main><pre><code>503 Service Unavailable</code></pre><form><textarea>Why do I see "Something went wrong. Please try again later."?</textarea><button>Send</button></form></main>',
    ),
  };
}

function page(head: object, title: string, body: string): string {
  const shown = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!-- ${JSON.stringify(head)} -->
<!doctype html>
<html lang="en"><head><title>${shown}</title></head><body>
${body}
</body></html>
`;
}
