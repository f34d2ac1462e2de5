/** A picture for a store: words, and perhaps the popup beside them. */
export interface Poster {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
  readonly title: string;
  readonly line: string;
  /** The popup as a PNG in base64, 416 × 600 as shown. */
  readonly picture?: string;
}

const COLORS = {
  light: { ground: '#efecfb', ink: '#1a1d26', soft: '#555c6b' },
  dark: { ground: '#13151b', ink: '#eceef3', soft: '#a8afbd' },
} as const;

/** @returns the poster as a page that needs nothing else */
export function posterOf(poster: Poster, icon: string): string {
  const { width, height, theme, title, line, picture } = poster;
  const { ground, ink, soft } = COLORS[theme];
  const unit = Math.min(width / 1280, height / 560);
  const size = (px: number) => `${Math.round(Math.max(unit, 0.6) * px)}px`;
  return `<!doctype html><html lang="und"><meta charset="utf-8"><style>
    body { margin: 0; width: ${width}px; height: ${height}px; display: flex; align-items: center;
      justify-content: center; gap: ${size(96)}; background: ${ground}; color: ${ink};
      font-family: system-ui, "DejaVu Sans", sans-serif }
    .words { max-width: ${picture ? '560px' : '82%'} }
    svg { width: ${size(88)}; height: ${size(88)}; display: block }
    h1 { font-size: ${size(72)}; line-height: 1.1; margin: ${size(28)} 0 ${size(20)} }
    p { font-size: ${size(32)}; line-height: 1.4; margin: 0; color: ${soft} }
    img { width: 458px; border-radius: 16px; box-shadow: 0 16px 48px rgb(20 12 60 / 28%) }
  </style><div class="words">${icon}<h1>${title}</h1><p>${line}</p></div>
  ${picture ? `<img alt="" src="data:image/png;base64,${picture}">` : ''}</html>`;
}
