import { hash } from 'node:crypto';

const VOICE_BYTES = 16;

function firstBytes(...parts: readonly (string | number)[]): Uint8Array {
  // A string from `hash` costs half of what a buffer does (Node 26.10).
  const digest = hash('sha256', parts.join('\0'), 'latin1');
  return Buffer.from(digest.slice(0, VOICE_BYTES), 'latin1');
}

/**
 * What is stored instead of the tag: one value per browser, service and minute, which cannot be
 * linked with the browser's other values because the tag has 128 random bits that are not kept.
 */
export function seenVoice(tag: string, service: string, minute: number): Uint8Array {
  return firstBytes('outcry-voice-v1', tag, service, minute);
}

/** The same for a one-click report, which is a voice of its own per feature. */
export function saidVoice(
  tag: string,
  service: string,
  minute: number,
  feature: string,
): Uint8Array {
  return firstBytes('outcry-said-v1', tag, service, minute, feature);
}
