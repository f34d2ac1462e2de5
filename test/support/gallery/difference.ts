import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/**
 * @returns the share of the larger picture in which two pictures differ, 0 to 1. What only one of them has counts as
 * different; single pixels of text do not, as different versions of a browser draw them.
 */
export function difference(before: PNG, now: PNG): number {
  const width = Math.max(before.width, now.width);
  const height = Math.max(before.height, now.height);
  const [a, b] = [before, now].map((picture) => onCanvas(picture, width, height));
  if (!a || !b) return 1;
  return (
    pixelmatch(a.data, b.data, undefined, width, height, { threshold: 0.2 }) / (width * height)
  );
}

/** What lies outside of a picture is transparent, and differs from any content. */
function onCanvas(picture: PNG, width: number, height: number): PNG {
  const canvas = new PNG({ width, height });
  PNG.bitblt(picture, canvas, 0, 0, picture.width, picture.height, 0, 0);
  return canvas;
}
