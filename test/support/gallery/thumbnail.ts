import { PNG } from 'pngjs';

/** So many pixels each way become one. */
const FACTOR = 4;

/**
 * @param picture a PNG file
 * @returns the picture at a quarter of its size, each pixel the mean of sixteen: small to keep, and the fine
 * differences between two drawings of one letter are gone
 */
export function thumbnail(picture: Uint8Array): PNG {
  const from = PNG.sync.read(Buffer.from(picture));
  const width = Math.floor(from.width / FACTOR);
  const height = Math.floor(from.height / FACTOR);
  const to = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        to.data[4 * (y * width + x) + channel] = mean(from, FACTOR * x, FACTOR * y, channel);
      }
    }
  }
  return to;
}

function mean({ data, width }: PNG, left: number, top: number, channel: number): number {
  let sum = 0;
  for (let dy = 0; dy < FACTOR; dy += 1) {
    for (let dx = 0; dx < FACTOR; dx += 1) {
      sum += data[4 * ((top + dy) * width + left + dx) + channel] ?? 0;
    }
  }
  return Math.round(sum / FACTOR ** 2);
}
