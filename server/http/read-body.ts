/** The bytes of a body, or null when it is longer than allowed. */
export type ReadBody = Buffer | null;

async function readAtMost(stream: ReadableStream<Uint8Array>, limit: number): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.byteLength;
    if (length > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}

/**
 * Reads a request's body up to a limit in bytes. A declared length is believed, because the HTTP
 * parser holds the sender to it; without one the bytes are counted as they arrive.
 * @throws Error when the sender goes away
 */
export async function readBody(request: Request, limit: number): Promise<ReadBody> {
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    return Number(declared) > limit ? null : Buffer.from(await request.arrayBuffer());
  }
  return request.body === null ? Buffer.alloc(0) : readAtMost(request.body, limit);
}
