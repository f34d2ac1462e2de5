/** One layer of the extension's own icon, on a ground of 48 by 48: filled, or a line of some width. */
interface Layer {
  readonly d: string;
  readonly color: string;
  readonly stroke?: number;
}

/** What the icon is drawn of, lowest first. */
export const BRAND_LAYERS: readonly Layer[] = [
  {
    d: 'M9 2h30a8 8 0 0 1 8 8v19a8 8 0 0 1-8 8H24L13 46.3a1 1 0 0 1-1.7-.8V37H9a8 8 0 0 1-8-8V10a8 8 0 0 1 8-8z',
    color: '#4a3aa8',
  },
  { d: 'M8 16h7L27 7.5v24L15 23H8z', color: '#ffffff' },
  { d: 'M33 12.5 38.5 9M33.5 19.5H41M33 26.5 38.5 30', color: '#ffc94d', stroke: 3.6 },
];

/** The icon's layers as SVG. */
export const BRAND_PATHS = BRAND_LAYERS.map(({ d, color, stroke }) =>
  stroke === undefined
    ? `<path fill="${color}" d="${d}"/>`
    : `<path fill="none" stroke="${color}" stroke-width="${stroke}" stroke-linecap="round" d="${d}"/>`,
).join('');

/** `GET /icon.svg`: what browsers show beside the title. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">${BRAND_PATHS}</svg>\n`;
