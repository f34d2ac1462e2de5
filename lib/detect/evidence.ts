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
