import { element, startChat } from './chat.js';

const failed =
  'Something went wrong. If this issue persists please contact us through our help center at help.openai.com.';
const unreachable = 'Network error';
const texts = { network: unreachable, cut: 'Error in message stream' };

function showList(id, items) {
  document
    .getElementById(id)
    .replaceChildren(
      ...items.map((item) =>
        element('li', {}, element('a', { href: `/c/${item.id}`, draggable: 'true' }, item.title)),
      ),
    );
}

let turns = 0;
function turnOf(role, ...children) {
  turns += 1;
  const message = element(
    'div',
    { 'data-message-author-role': role, 'data-message-id': crypto.randomUUID() },
    ...children,
  );
  const article = element(
    'article',
    { 'data-testid': `conversation-turn-${turns}`, 'data-turn': role },
    message,
  );
  return { article, message };
}

startChat({
  chatPath: '/c/',
  sessionPath: '/api/auth/session',
  historyPath: '/backend-api/conversations?offset=0&limit=28&order=updated',
  projectsPath: '/backend-api/gizmos/snorlax/sidebar?conversations_per_gizmo=5',
  conversationPath: () => '/backend-api/f/conversation',
  stopPath: () => '/backend-api/stop_conversation',
  telemetryPath: '/ces/v1/t',

  readEvent(data) {
    if (data === '[DONE]') return { end: true };
    const event = JSON.parse(data);
    if (event.error) return { error: event.error };
    return { text: event.message.content.parts[0] };
  },

  userTurn(text) {
    return turnOf('user', element('div', { class: 'whitespace-pre-wrap user' }, text)).article;
  },

  assistantTurn(thread) {
    const prose = element('div', { class: 'markdown prose result-streaming' });
    const { article, message } = turnOf('assistant', prose);
    message.setAttribute('aria-busy', 'true');
    thread.append(article);
    return {
      message,
      say(text) {
        prose.textContent = text;
      },
      finish() {
        message.removeAttribute('aria-busy');
        prose.classList.remove('result-streaming');
      },
    };
  },

  conversationFailed(failure, turn) {
    const detail = failure.kind === 'in-band' ? failure.body : failure.body?.detail;
    const text = texts[failure.kind] ?? (detail?.message || detail || failed);
    const box = element('div', { class: 'text-token-text-error error-box' }, text);
    if (!detail?.code) {
      const retry = { type: 'button', 'data-testid': 'regenerate-thread-error-button' };
      box.append(element('button', retry, 'Retry'));
    }
    turn.message.append(box);
  },

  showHistory: (body) => showList('history', body.items),
  showProjects: (body) => showList('projects', body.items),

  historyFailed() {
    const line = element('div', { class: 'p-3 text-center italic' }, 'Unable to load history');
    line.append(element('button', { type: 'button' }, 'Retry'));
    document.getElementById('history').replaceChildren(element('li', {}, line));
  },

  // The list stays empty, without a word: only the status tells.
  projectsFailed() {},

  sessionFailed() {
    document
      .querySelector('main')
      .replaceChildren(
        element('h1', {}, 'Oops!'),
        element(
          'p',
          {},
          'We ran into an issue while signing you in, please take a break and try again soon.',
        ),
        element('a', { href: '/' }, 'Go back'),
      );
  },
});
