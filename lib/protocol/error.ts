import * as z from 'zod/mini';

/** Every error answer of the server: a code for programs, a sentence for people, the field where there is one. */
export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string().check(z.maxLength(40)),
    message: z.string().check(z.maxLength(300)),
    path: z.optional(z.string().check(z.maxLength(100))),
  }),
});

export type ErrorBody = z.infer<typeof errorSchema>;
