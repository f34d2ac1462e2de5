import { h, type VNode } from 'preact';

/**
 * Draws the part of Markdown that answers are made of. Like the renderers that chat apps use, it reads the whole
 * text each time and leaves it to the library to find what differs.
 */
export function renderMarkdown(text: string): VNode[] {
  return text.split('\n\n').map((block) => {
    if (block.startsWith('```')) {
      const [, ...lines] = block.replace(/\n?```$/, '').split('\n');
      return h('pre', null, h('code', null, lines.join('\n')));
    }
    if (block.startsWith('## ')) return h('h2', null, inline(block.slice(3)));
    if (!block.startsWith('- ')) return h('p', null, inline(block));
    const items = block.slice(2).split('\n- ');
    return h(
      'ul',
      null,
      items.map((item) => h('li', null, inline(item))),
    );
  });
}

/** No empty texts: Preact writes these again each time. */
function inline(text: string): (VNode | string)[] {
  return text
    .split('**')
    .map((part, index) => (index % 2 === 1 ? h('strong', null, part) : part))
    .filter((part) => part !== '');
}
