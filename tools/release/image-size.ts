/** @returns width and height of a PNG in pixels; null for anything else */
export function imageSize(png: Buffer): { width: number; height: number } | null {
  const isPng = png.length >= 24 && png.readUInt32BE(0) === 0x89504e47;
  return isPng ? { width: png.readUInt32BE(16), height: png.readUInt32BE(20) } : null;
}
