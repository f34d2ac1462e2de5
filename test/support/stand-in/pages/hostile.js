// What a page could do to whoever watches it. The last part of its path says which; nothing of it is drawn.

const pit = document.getElementById('pit');
const WORDS = 'Something went wrong. Please try again later. Error 503';

function alertOf(text) {
  const alert = document.createElement('div');
  alert.setAttribute('role', 'alert');
  alert.className = 'error toast';
  alert.append(text);
  return alert;
}

const attacks = {
  /** A million alerts at once, and again. */
  alerts() {
    for (const round of [1, 2]) {
      const crowd = document.createElement('section');
      for (let count = 0; count < 500_000; count += 1) crowd.append(alertOf(`${WORDS} ${round}`));
      pit.append(crowd);
    }
  },

  /** Toasts that come and go for as long as the page is open, each with other words. */
  toasts() {
    let count = 0;
    setInterval(() => {
      for (let each = 0; each < 50; each += 1) {
        count += 1;
        pit.append(alertOf(`${WORDS} ${count}`));
      }
      while (pit.childElementCount > 500) pit.firstElementChild.remove();
    }, 5);
  },

  /** A hundred million letters in one alert, and in one line. */
  text() {
    const letters = 'Something went wrong. '.repeat(5_000_000);
    pit.append(alertOf(letters), letters);
  },

  /** Ten thousand elements one in the other, with changes at the bottom. */
  depth() {
    const bottom = document.createElement('div');
    let top = bottom;
    for (let depth = 0; depth < 10_000; depth += 1) {
      const next = document.createElement('div');
      next.append(top);
      top = next;
    }
    pit.append(top);
    setInterval(() => bottom.append(alertOf(WORDS)), 5);
  },

  /** Attributes that change a hundred thousand times at once, over and over. */
  attributes() {
    let count = 0;
    setInterval(() => {
      for (let each = 0; each < 100_000; each += 1) {
        count += 1;
        pit.setAttribute('class', `pit a${count % 7}`);
      }
    }, 100);
  },

  /** Elements with the names of what a watcher uses. */
  names() {
    for (const name of ['querySelector', 'querySelectorAll', 'body', 'documentElement', 'title']) {
      const form = document.createElement('form');
      form.setAttribute('name', name);
      pit.append(form);
    }
    for (const id of ['chrome', 'browser', 'location', 'performance', 'navigator']) {
      const element = document.createElement('div');
      element.id = id;
      pit.append(element);
    }
    const form = document.createElement('form');
    form.setAttribute('role', 'alert');
    for (const name of [
      'parentElement',
      'closest',
      'matches',
      'firstChild',
      'nodeType',
      'contains',
    ]) {
      const input = document.createElement('input');
      input.name = name;
      form.append(input);
    }
    pit.append(form);
    setInterval(() => HTMLElement.prototype.append.call(form, WORDS), 20);
  },

  /** Alerts in shadow roots and in frames of other origins. */
  frames() {
    for (let count = 0; count < 20; count += 1) {
      const host = document.createElement('div');
      const shadow = host.attachShadow({ mode: count % 2 ? 'open' : 'closed' });
      shadow.append(alertOf(WORDS));
      const frame = document.createElement('iframe');
      frame.srcdoc = `<div role="alert">${WORDS}</div>`;
      frame.setAttribute('sandbox', 'allow-scripts');
      pit.append(host, frame);
    }
  },
};

attacks[location.pathname.split('/').at(-1)]();
