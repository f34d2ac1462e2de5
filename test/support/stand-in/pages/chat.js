// What both stand-ins do alike: load the lists, send a prompt, read the stream, stop, move between chats.

/** A failed request as the app sees it: no response at all, or one that is not ok. */
export class RequestFailure extends Error {
  constructor(kind, status, body) {
    super(`${kind} ${status}`);
    this.kind = kind;
    this.status = status;
    this.body = body;
  }
}

async function bodyOf(response) {
  try {
    return JSON.parse(await response.text());
  } catch {
    return null;
  }
}

async function request(path, init) {
  let response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new RequestFailure('network', 0, null);
  }
  if (!response.ok) throw new RequestFailure('status', response.status, await bodyOf(response));
  return response;
}

/** Makes an element; `children` are texts or elements. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Reads server-sent events until the site's end event. */
async function readStream(response, onEvent) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    let part;
    try {
      part = await reader.read();
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      throw new RequestFailure('cut', response.status, null);
    }
    if (part.done) throw new RequestFailure('cut', response.status, null);
    rest += part.value;
    const blocks = rest.split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      if (onEvent(block.replace(/^(event: .*\n)?data: /, '')) === 'end') return;
    }
  }
}

async function load(path, show, fail) {
  try {
    show(await (await request(path)).json());
  } catch (failure) {
    fail(failure);
  }
}

/**
 * Starts a stand-in's page.
 * @param site its paths, its markup and how it reads an event: see `chatgpt.js`
 */
export async function startChat(site) {
  const form = document.querySelector('form');
  const prompt = form.querySelector('textarea');
  const [send, stop] = form.querySelectorAll('button');
  const thread = document.getElementById('thread');
  let running = null;

  document.querySelector('nav').addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link && event.target.tagName !== 'BUTTON') return;
    event.preventDefault();
    history.pushState({}, '', link?.href ?? '/');
    thread.replaceChildren();
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = prompt.value;
    prompt.value = '';
    const id = crypto.randomUUID();
    if (!location.pathname.startsWith(site.chatPath)) {
      history.pushState({}, '', `${site.chatPath}${id}`);
    }
    thread.append(site.userTurn(text));
    const turn = site.assistantTurn(thread);
    running = { id, abort: new AbortController() };
    send.hidden = true;
    stop.hidden = false;
    try {
      const response = await request(site.conversationPath(id), {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ prompt: text }),
        signal: running.abort.signal,
      });
      await readStream(response, (data) => {
        const read = site.readEvent(data);
        if (read.text !== undefined) turn.say(read.text);
        if (read.error !== undefined) throw new RequestFailure('in-band', 200, read.error);
        return read.end ? 'end' : undefined;
      });
      turn.finish('done');
    } catch (failure) {
      if (failure.name === 'AbortError') {
        turn.finish('stopped');
      } else {
        turn.finish('failed');
        site.conversationFailed(failure, turn);
      }
    }
    running = null;
    send.hidden = false;
    stop.hidden = true;
    document.body.dataset.answered = String(Number(document.body.dataset.answered ?? 0) + 1);
  });

  stop.addEventListener('click', () => {
    fetch(site.stopPath(running.id), { method: 'POST', body: '{}' });
    running.abort.abort();
  });

  fetch(site.telemetryPath, { method: 'POST', body: '{}', keepalive: true }).catch(() => {});
  try {
    await (await request(site.sessionPath)).json();
    await Promise.all([
      load(site.historyPath, site.showHistory, site.historyFailed),
      load(site.projectsPath, site.showProjects, site.projectsFailed),
    ]);
  } catch (failure) {
    site.sessionFailed(failure);
  }
  document.body.dataset.ready = 'yes';
}
