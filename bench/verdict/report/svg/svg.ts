/** Colours by role, for light and for dark pages. */
const STYLE = `
  svg { --ink: #1d2530; --faint: #c9d0d9; --quiet: #6b7685; --ours: #0a6c74; --second: #b4530a; --peer: #7a8494; --bad: #a3243b; }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #e8ecf1; --faint: #3a4350; --quiet: #9aa5b4; --ours: #4cc3cc; --second: #f0a04b; --peer: #8b96a6; --bad: #f0788c; }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  .small { font-size: 11px; fill: var(--quiet); }
  .title { font-weight: 600; }
  .grid { stroke: var(--faint); stroke-width: 1; }
`;

export type Role = 'ink' | 'faint' | 'quiet' | 'ours' | 'second' | 'peer' | 'bad';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const at = (value: number) => String(Math.round(value * 10) / 10);

/** A whole picture. @param title what it shows, for those who cannot see it */
export function svg(
  width: number,
  height: number,
  title: string,
  parts: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
${parts.join('\n')}
</svg>
`;
}

export interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly style?: 'small' | 'title';
  readonly role?: Role;
}

export function text(x: number, y: number, words: string, options: TextOptions = {}): string {
  const { anchor = 'start', style, role } = options;
  const look = style === undefined ? '' : ` class="${style}"`;
  const fill = role === undefined ? '' : ` style="fill: var(--${role})"`;
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"${look}${fill}>${escaped(words)}</text>`;
}

export function gridLine(x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="grid" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"/>`;
}

export function dot(x: number, y: number, role: Role, isHollow = false): string {
  const fill = isHollow ? 'none' : `var(--${role})`;
  return `<circle cx="${at(x)}" cy="${at(y)}" r="4.5" style="fill: ${fill}; stroke: var(--${role}); stroke-width: 1.5"/>`;
}

export function path(
  points: readonly (readonly [number, number])[],
  role: Role,
  dashes = '',
): string {
  const steps = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`);
  const dashed = dashes === '' ? '' : `; stroke-dasharray: ${dashes}`;
  return `<path d="${steps.join('')}" style="fill: none; stroke: var(--${role}); stroke-width: 2${dashed}"/>`;
}

/** Maps a range of values to a range of places, on a logarithmic scale. */
export function logScale(
  [least, most]: readonly [number, number],
  [from, to]: readonly [number, number],
): (value: number) => number {
  return (value) => {
    const part = Math.log(value / least) / Math.log(most / least);
    return from + Math.min(1, Math.max(0, part)) * (to - from);
  };
}
