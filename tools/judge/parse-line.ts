import * as z from 'zod/mini';
import type { ServiceMinute } from '../../server/verdict/judge-stream.ts';

const MOST = 1_000_000_000;

function whole(what: string) {
  const message = `must be ${what}: a whole number from 0 to ${MOST}`;
  return z.int(message).check(z.minimum(0, message), z.maximum(MOST, message));
}

const SERVICE_MESSAGE = 'must be a name of 1 to 100 characters';

/** Further keys are let pass, so that a recorded series may carry labels of its own. */
const lineSchema = z.object(
  {
    service: z
      .string(SERVICE_MESSAGE)
      .check(z.minLength(1, SERVICE_MESSAGE), z.maxLength(100, SERVICE_MESSAGE)),
    minute: whole('minutes since the epoch'),
    tried: whole('a count of voices'),
    failed: whole('a count of voices'),
  },
  'must be an object {"service","minute","tried","failed"}',
);

function parseJson(text: string): unknown {
  try {
    // Files written on Windows may begin with a mark of their byte order.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error('is not JSON', { cause: error });
  }
}

/**
 * Reads one line of `npm run -s judge`.
 * @throws Error that names the field and what it must be
 */
export function parseLine(text: string): ServiceMinute {
  const parsed = lineSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.');
  throw new Error(field ? `"${field}" ${issue?.message}` : issue?.message);
}
