/**
 * What happens to tokens, for the operator's eyes: requests answered with signatures or with a puzzle; tokens taken,
 * sent again with the same batch, and too often so, of no living key, not signed by us, and spent for another batch.
 */
export const TOKEN_EVENTS = [
  'issued',
  'puzzled',
  'taken',
  'again',
  'worn',
  'expired',
  'invalid',
  'spent',
] as const;

export type TokenEvent = (typeof TOKEN_EVENTS)[number];
