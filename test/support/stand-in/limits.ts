import type { Answer } from './scenario.ts';

/** ChatGPT's answer to a user who used up the allowance: their limit, nobody's failure. */
export const chatgptLimit: Answer = {
  status: 429,
  body: {
    detail: {
      code: 'model_cap_exceeded',
      clears_in: 5400,
      message:
        "You've reached the current usage cap for GPT-4, please try again after 3:15 PM. Learn more",
    },
  },
};

/** Claude's answer to a user who used up the allowance. */
export const claudeLimit: Answer = {
  status: 429,
  body: {
    type: 'error',
    error: {
      type: 'rate_limit_error',
      message: JSON.stringify({
        type: 'exceeded_limit',
        representativeClaim: 'five_hour',
        resetsAt: 1_900_000_000,
      }),
    },
  },
};
