/**
 * Checks one signature with the Ed25519 (RFC 8032) of the browser's own WebCrypto: Chrome 137, Firefox 129.
 * @param x the public key, 32 bytes in base64url without padding
 */
export async function isSigned(
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  x: string,
): Promise<boolean> {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x };
    const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, message);
  } catch {
    // A key that is none signs nothing.
    return false;
  }
}
