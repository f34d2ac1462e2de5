/** How batches with a token begin, as the extension writes them. */
const WITH_TOKEN = Buffer.from('{"v":2,');

/** Whether a batch seems to bring a token, by its first bytes: a full server has no time to read on. */
export function bringsToken(body: Buffer): boolean {
  return body.subarray(0, WITH_TOKEN.length).equals(WITH_TOKEN);
}
