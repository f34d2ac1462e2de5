/** What a diagnosis rests on, strongest first. In a file of its own, so that pages need not carry zod for it. */
export const EVIDENCE = [
  'status',
  'connection',
  'error-page',
  'error-box',
  'answer',
  'notice',
  'stall',
] as const;

/**
 * What only the reader's own network can decide: a connection that was cut or refused, a name that was not found, a
 * silence. `down`: the network was found not to carry; whether it is to blame hangs on whether others are cut too.
 */
export const PENDING = ['cut', 'name', 'silence', 'down'] as const;
