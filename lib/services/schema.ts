import * as z from 'zod/mini';
import { serviceIdSchema } from '../protocol/vocabulary.ts';

const host = z.string().check(z.maxLength(100), z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/));
const httpsUrl = z.string().check(z.maxLength(200), z.startsWith('https://'));

/** One chatbot: everything the engine knows about it is data in `lib/services/<id>.json`. */
export const serviceSchema = z.strictObject({
  format: z.literal(1),
  id: serviceIdSchema,
  name: z.string().check(z.minLength(1), z.maxLength(40)),
  vendor: z.string().check(z.minLength(1), z.maxLength(40)),
  home: httpsUrl,
  /** In the default host permissions; else asked for on a click. */
  core: z.boolean(),
  /** Hosts whose pages are watched. */
  hosts: z.array(host).check(z.minLength(1), z.maxLength(8)),
  /** Further hosts that these pages ask and that belong to the service. */
  requestHosts: z.array(host).check(z.maxLength(8)),
  statusPage: httpsUrl,
});

export type Service = z.infer<typeof serviceSchema>;
