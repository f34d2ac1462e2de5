/** Red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

/** How much of each pixel of a picture is covered, row after row, 0 to 15. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly cover: Uint8Array;
}

/** The cover of a pixel that is covered whole. */
export const FULL_COVER = 15;

/** A picture of pixels in red, green and blue that shapes are painted on. */
export class Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;

  constructor(width: number, height: number, ground: Color) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height * 3);
    this.rect(0, 0, width, height, ground);
  }

  /** Paints the part of a rectangle that lies in the picture; whole pixels. */
  rect(x: number, y: number, width: number, height: number, color: Color): void {
    const left = Math.max(0, Math.round(x));
    const right = Math.min(this.width, Math.round(x + width));
    const bottom = Math.min(this.height, Math.round(y + height));
    if (right <= left) return;
    const line = Buffer.alloc((right - left) * 3, Buffer.from(color));
    for (let row = Math.max(0, Math.round(y)); row < bottom; row += 1) {
      this.pixels.set(line, (row * this.width + left) * 3);
    }
  }

  /**
   * Paints a mask, made smaller by `scale`: each pixel takes the mean of what it stands for.
   * @param scale 0 to 1
   */
  mask(mask: Mask, x: number, y: number, scale: number, color: Color): void {
    const width = Math.ceil(mask.width * scale);
    const height = Math.ceil(mask.height * scale);
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const cover = meanCover(mask, column / scale, row / scale, 1 / scale);
        this.#blend(Math.round(x) + column, Math.round(y) + row, cover, color);
      }
    }
  }

  #blend(x: number, y: number, cover: number, color: Color): void {
    if (cover === 0 || x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = (y * this.width + x) * 3;
    for (let channel = 0; channel < 3; channel += 1) {
      const below = this.pixels[at + channel] ?? 0;
      this.pixels[at + channel] = Math.round(below + ((color[channel] ?? 0) - below) * cover);
    }
  }
}

/** @returns how much of a square of a mask is covered, 0 to 1 */
function meanCover(mask: Mask, left: number, top: number, side: number): number {
  let sum = 0;
  const right = left + side;
  const bottom = top + side;
  for (let row = Math.floor(top); row < bottom && row < mask.height; row += 1) {
    const high = Math.min(row + 1, bottom) - Math.max(row, top);
    for (let column = Math.floor(left); column < right && column < mask.width; column += 1) {
      const wide = Math.min(column + 1, right) - Math.max(column, left);
      sum += (mask.cover[row * mask.width + column] ?? 0) * wide * high;
    }
  }
  return sum / (side * side * FULL_COVER);
}
