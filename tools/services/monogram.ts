/** Chosen so that the hues of the services at hand lie apart. */
const SALT = 7_523_531;
/** Even lightness and colour for every hue: white on it, and it on white and black, have a contrast of at least 3. */
const LIGHTNESS = 0.55;
const CHROMA = 0.125;

/**
 * A tile with two letters of a service's name, drawn by us: no vendor's logo, so nobody's trademark.
 * @param id gives the colour
 * @param name gives the letters
 * @returns an SVG document
 */
export function monogram(id: string, name: string): string {
  const letters = lettersOf(name);
  const size = /^\p{Lu}.*\p{Lu}$|[mMwW]/u.test(letters) ? 8.5 : 9.5;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">',
    `<rect width="16" height="16" rx="4" fill="${colourOf(hueOf(id))}"/>`,
    `<text x="8" y="${(8 + size * 0.36).toFixed(1)}" font-family="system-ui,sans-serif" font-size="${size}" font-weight="700" text-anchor="middle" fill="#fff">${letters}</text>`,
    '</svg>\n',
  ].join('');
}

/** Two letters: the initials of the first two words, or of the parts of one word as in "ChatGPT"; else its first two. */
export function lettersOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['?'];
  const parts = words.length > 1 ? words : (words[0]?.match(/\p{Lu}?[^\p{Lu}]+|\p{Lu}+/gu) ?? []);
  const [first = '?', second] = parts.map((part) => [...part]);
  if (second) return `${first[0]}${second[0]}`.toUpperCase();
  return `${first[0]?.toUpperCase()}${first[1]?.toLowerCase() ?? ''}`;
}

/** @returns degrees (FNV-1a of the id) */
export function hueOf(id: string, salt = SALT): number {
  let hash = 0x811c9dc5 ^ salt;
  for (const character of id) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (hash ^ (hash >>> 15)) % 360;
}

/** OKLCH to sRGB (https://www.w3.org/TR/css-color-4/#color-conversion-code), clipped. */
function colourOf(hue: number): string {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [CHROMA * Math.cos(angle), CHROMA * Math.sin(angle)];
  const l = (LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (LIGHTNESS - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear.map((value) => hexOf(gammaOf(value))).join('')}`;
}

function gammaOf(value: number): number {
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}

function hexOf(value: number): string {
  const byte = Math.round(Math.min(1, Math.max(0, value)) * 255);
  return byte.toString(16).padStart(2, '0');
}
