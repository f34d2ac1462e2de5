import { element, startChat } from './chat.js';

const organization = '/api/organizations/7f6b7c1e-0000-4000-8000-000000000001';
const interrupted =
  "Claude's response was interrupted. This can be caused by network problems or exceeding the maximum conversation length.";
const unreachable =
  "We couldn't connect to Claude. Please check your network connection and try again.";
const overloaded =
  'Due to unexpected capacity constraints, Claude is unable to respond to your message. Please try again soon.';
const limited = "You've hit your limit for Claude messages. Your limit resets in 3 hours.";
const technical =
  'We are experiencing technical difficulties. Some functionality may be temporarily unavailable.';

function showList(id, items) {
  document
    .getElementById(id)
    .replaceChildren(
      ...items.map((item) =>
        element('li', {}, element('a', { href: `/chat/${item.uuid}` }, item.name)),
      ),
    );
}

function toast(text) {
  document
    .getElementById('toasts')
    .append(
      element(
        'div',
        { role: 'status', 'data-state': 'open' },
        element('div', { role: 'alert' }, text),
      ),
    );
}

function lineInThread(text) {
  document
    .getElementById('thread')
    .append(element('div', { class: 'flex items-center' }, element('p', {}, text)));
}

startChat({
  chatPath: '/chat/',
  sessionPath: '/api/bootstrap',
  historyPath: `${organization}/chat_conversations?limit=30`,
  projectsPath: `${organization}/projects?limit=30`,
  conversationPath: (id) => `${organization}/chat_conversations/${id}/completion`,
  stopPath: (id) => `${organization}/chat_conversations/${id}/stop_response`,
  telemetryPath: '/api/event_logging/batch',

  readEvent(data) {
    const event = JSON.parse(data);
    if (event.type === 'message_stop') return { end: true };
    if (event.type === 'error') return { error: event };
    return event.delta ? { text: event.delta.text } : {};
  },

  userTurn(text) {
    return element('div', { 'data-testid': 'user-message', class: 'font-user-message user' }, text);
  },

  assistantTurn(thread) {
    const prose = element('p', { class: 'whitespace-pre-wrap' });
    const turn = element(
      'div',
      { 'data-is-streaming': 'true' },
      element('div', { class: 'font-claude-response' }, prose),
    );
    thread.append(turn);
    return {
      say: (text) => prose.append(text),
      finish: () => turn.setAttribute('data-is-streaming', 'false'),
    };
  },

  conversationFailed({ kind, status, body }) {
    const type = body?.error?.type;
    if (kind === 'network') lineInThread(unreachable);
    else if (kind === 'cut') lineInThread(interrupted);
    // The app tries again by itself after eight seconds and says nothing until then.
    else if (status === 529) return;
    else if (type === 'overloaded_error') lineInThread(overloaded);
    else if (type === 'rate_limit_error') lineInThread(limited);
    else if (body === null) toast(technical);
    else toast("This isn't working right now. You can try again later.");
  },

  showHistory: (items) => showList('history', items),
  showProjects: (items) => showList('projects', items),
  historyFailed: (failure) => toast(failure.body ? 'Could not load recents.' : technical),
  // The list stays empty, without a word: only the status tells.
  projectsFailed() {},

  sessionFailed() {
    document.body.replaceChildren(
      element(
        'main',
        {},
        element('h1', { class: 'font-ui-serif' }, 'Claude will return soon'),
        element(
          'p',
          {},
          'Claude is currently experiencing a temporary service disruption. We’re working on it, please check back soon.',
        ),
        element('button', { type: 'button' }, 'Try again'),
        element('a', { href: '/' }, 'Go to home'),
      ),
    );
  },
});
