/** One step of a selector: a tag, its attributes, and how it hangs on what comes before. */
interface Step {
  readonly combinator: string;
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const COMPOUND =
  /([a-z][\w-]*)|#([\w-]+)|\.([\w-]+)|\[([\w-]+)(?:[~|^$*]?=(?:'([^']*)'|"([^"]*)"|([^\]]*)))?\]/gi;

/**
 * Makes the smallest piece of a page that a plain selector matches; `:not()` is left to chance.
 * @param selector as in a service's file
 * @param inner HTML within the element that matches
 */
export function elementFor(selector: string, inner: string): string {
  let html = inner;
  for (const { combinator, tag, attributes } of stepsOf(selector).toReversed()) {
    const list = [...attributes].map(([name, value]) => ` ${name}="${value}"`).join('');
    html = `<${tag}${list}>${combinator === 'before' ? '' : html}</${tag}>${combinator === 'before' ? html : ''}`;
  }
  return html;
}

function stepsOf(selector: string): Step[] {
  const plain = selector.replace(/:not\((?:[^()]|\([^()]*\))*\)/g, ':');
  const parts = plain.match(/\s*[>+~]\s*|\s+|(?:\[[^\]]*\]|[^\s>+~[])+/g) ?? [];
  const compounds = parts.filter((part) => /[^\s>+~]/.test(part));
  const joints = parts.filter((part) => !/[^\s>+~]/.test(part)).map((part) => part.trim());
  return compounds.map((compound, index) => stepOf(compound, joints[index] ?? ''));
}

function stepOf(compound: string, joint: string): Step {
  const attributes = new Map<string, string>();
  let tag = 'div';
  for (const [, name, id, className, attribute, ...values] of compound.matchAll(COMPOUND)) {
    if (name) tag = name;
    if (id) attributes.set('id', id);
    const value = values.slice(0, 3).find((each) => each !== undefined) ?? '';
    const isClass = className !== undefined || attribute === 'class';
    if (isClass)
      attributes.set('class', `${attributes.get('class') ?? ''} ${className ?? value}`.trim());
    else if (attribute) attributes.set(attribute, value);
  }
  return { combinator: joint === '+' || joint === '~' ? 'before' : 'in', tag, attributes };
}
