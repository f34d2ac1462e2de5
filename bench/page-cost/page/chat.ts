// A chat app as they are built today: a component library, one list of turns, the answer drawn anew in each frame in
// which words came. Its markup has the names by which the service's file knows turns, words and controls.
import { Component, type ComponentChild, h, render } from 'preact';
import { renderMarkdown } from './markdown.ts';

interface Message {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

interface State {
  readonly turns: readonly ComponentChild[];
  /** The answer so far; null when none is on its way. */
  readonly answer: string | null;
  readonly titles: readonly string[];
}

const CHAT = '/backend-api/conversation/c-1';

function turn({ role, text }: Message, index: number, isStreaming = false): ComponentChild {
  const words =
    role === 'user'
      ? h('div', { class: 'whitespace-pre-wrap' }, text)
      : h(
          'div',
          { class: `markdown prose${isStreaming ? ' result-streaming' : ''}` },
          renderMarkdown(text),
        );
  const message = h(
    'div',
    { 'data-message-author-role': role, 'data-message-id': `m-${index}` },
    words,
  );
  return h(
    'article',
    { key: index, 'data-testid': `conversation-turn-${index}`, 'data-turn': role },
    message,
  );
}

class Chat extends Component<object, State> {
  override state: State = { turns: [], answer: null, titles: [] };

  override async componentDidMount(): Promise<void> {
    await getJson('/api/auth/session');
    const [chat, list] = await Promise.all([
      getJson<{ messages: Message[] }>(CHAT),
      getJson<{ items: { title: string }[] }>('/backend-api/conversations?offset=0&limit=28'),
      getJson('/backend-api/models'),
    ]);
    const turns = chat.messages.map((message, index) => turn(message, index));
    const titles = list.items.map(({ title }) => title);
    this.setState({ turns, titles }, () => mark('ready'));
    setInterval(() => void fetch('/ces/v1/t', { method: 'POST', body: '{}' }), 60_000);
  }

  async ask(): Promise<void> {
    const prompt = turn({ role: 'user', text: 'Tell me more.' }, this.state.turns.length);
    this.setState({ turns: [...this.state.turns, prompt], answer: '' });
    await getJson('/backend-api/sentinel/chat-requirements', { method: 'POST', body: '{}' });
    const response = await fetch('/backend-api/f/conversation', { method: 'POST', body: '{}' });
    let answer = '';
    let drawing = 0;
    const draw = () => {
      drawing = 0;
      this.setState({ answer });
    };
    for await (const { word } of eventsOf(response)) {
      answer += word;
      drawing ||= requestAnimationFrame(draw);
    }
    cancelAnimationFrame(drawing);
    const { turns } = this.state;
    const last = turn({ role: 'assistant', text: answer }, turns.length);
    this.setState({ turns: [...turns, last], answer: null }, () => mark('answered'));
  }

  override render(): ComponentChild {
    const { turns, answer, titles } = this.state;
    const busy = answer !== null;
    const open = busy ? [turn({ role: 'assistant', text: answer }, turns.length, true)] : [];
    const links = titles.map((title, index) =>
      h('li', null, h('a', { href: `/c/${index}` }, title)),
    );
    const button = busy
      ? h('button', { type: 'button', 'data-testid': 'stop-button', 'aria-label': 'Stop' }, 'Stop')
      : h('button', { type: 'submit', 'data-testid': 'send-button', 'aria-label': 'Send' }, 'Send');
    return h(
      'div',
      { class: 'app' },
      h('nav', { 'aria-label': 'Chat history' }, h('ul', null, links)),
      h(
        'main',
        null,
        h('div', { class: 'scroll' }, h('div', { class: 'thread' }, turns, open)),
        h(
          'form',
          {
            'data-type': 'unified-composer',
            onSubmit: (event: Event) => {
              event.preventDefault();
              void this.ask();
            },
          },
          h('div', { id: 'prompt-textarea', contentEditable: true, class: 'ProseMirror' }),
          button,
        ),
      ),
    );
  }
}

async function getJson<T>(path: string, init?: RequestInit): Promise<T> {
  return (await fetch(path, init)).json();
}

async function* eventsOf(response: Response): AsyncGenerator<{ word: string }> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    const events = (rest + part.value).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) yield JSON.parse(event.slice('data: '.length));
  }
}

/** Tells the measuring side how far the page is, through a function that it put there. */
function mark(name: string): void {
  (globalThis as { benchMark?: (name: string) => void }).benchMark?.(name);
}

render(h(Chat, null), document.body);
