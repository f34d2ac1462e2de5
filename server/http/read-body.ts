import type { IncomingMessage } from 'node:http';

/** The bytes of a body, or null when it is longer than allowed. */
export type ReadBody = Buffer | null;

/**
 * Reads Node's own request: web streams take longer than all the rest of a report.
 * @throws Error when the sender goes away
 */
export function readIncoming(incoming: IncomingMessage, limit: number): Promise<ReadBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length <= limit) return void chunks.push(chunk);
      incoming.off('data', onData).pause();
      resolve(null);
    };
    incoming.on('data', onData);
    incoming.once('end', () =>
      resolve(chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks)),
    );
    incoming.once('error', reject);
    incoming.once('close', () => {
      // It also follows every whole body, and an error takes as long to make as most bodies to read.
      if (!incoming.readableEnded) reject(new Error('the sender went away'));
    });
  });
}

/** Reads a web stream, and no further than the limit. */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<ReadBody> {
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
