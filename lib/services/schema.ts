import * as z from 'zod/mini';
import { serviceIdSchema } from '../protocol/vocabulary.ts';
import { endpointSchema, patternSchema } from './endpoint-schema.ts';
import { noticePlaceSchema, phraseSchema, selectorsSchema, signSchema } from './notice-schema.ts';
import { officialEntrySchema } from './official-schema.ts';

const host = z.string().check(z.maxLength(100), z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/));
const httpsUrl = z.string().check(z.maxLength(200), z.startsWith('https://'));
const seconds = z.int().check(z.minimum(5), z.maximum(1_800));
const date = z.string().check(z.regex(/^\d{4}-\d\d(-\d\d)?$/));

/** What the page itself shows while an answer is on its way, and how long this service usually takes. */
const progressSchema = z.strictObject({
  /** Matches as long as the page waits for an answer or writes one: a stop button, a streaming mark. */
  busy: selectorsSchema,
  /** Matches while the page shows that the model thinks, searches or uses tools. */
  thinking: selectorsSchema,
  /** Longest usual silences, seconds: before an answer begins, within one, and while the model thinks. */
  usual: z.strictObject({ start: seconds, gap: seconds, thinking: seconds }),
});

/** What to observe on a service's pages. Without it only its documents are watched. */
const watchSchema = z.strictObject({
  endpoints: z.array(endpointSchema).check(z.maxLength(60)),
  /** Documents that are something else than the app's main page. */
  pages: z.array(endpointSchema).check(z.maxLength(10)),
  /** Telemetry and the like: never evidence. */
  ignore: z.array(patternSchema).check(z.maxLength(30)),
  /** Asked when the user presses stop: what follows is an abort. */
  stop: z.array(patternSchema).check(z.maxLength(5)),
  /** Containers of conversation text: nothing in them is ever evidence. */
  messages: z.strictObject({ user: selectorsSchema, assistant: selectorsSchema }),
  /** One element for each turn of the thread, around message containers and error boxes. */
  turns: selectorsSchema,
  composer: selectorsSchema,
  /** Further places where the user's words stand: titles of chats, names of projects. */
  exclude: selectorsSchema,
  /** Where a line without marks is conversation text too. */
  lineExclude: selectorsSchema,
  notices: z.array(noticePlaceSchema).check(z.maxLength(30)),
  signs: z.array(signSchema).check(z.maxLength(20)),
  progress: z.optional(progressSchema),
});

const ruleNames = z
  .array(z.string().check(z.minLength(1), z.maxLength(320)))
  .check(z.maxLength(200));

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
  /** Of a host that is shared with other things: its paths that are the service's. A host without an entry is all its own. */
  paths: z.optional(z.record(host, z.array(patternSchema).check(z.minLength(1), z.maxLength(8)))),
  /** Further hosts that these pages ask and that belong to the service. */
  requestHosts: z.array(host).check(z.maxLength(8)),
  /** Hosts of its public API, which no page asks: `classify` knows them, the extension wants no access to them. */
  apiHosts: z.optional(z.array(host).check(z.maxLength(4))),
  statusPage: httpsUrl,
  /** How the server reads that page; the extension never does. */
  official: z.optional(officialEntrySchema),
  /**
   * How well the service is known, as a whole. A: the vendor's own code or articles. B: text and markup copied from
   * its pages. C: second hand.
   */
  trust: z.enum(['A', 'B', 'C']),
  /** Where the knowledge below comes from, and how old it is. */
  evidence: z
    .array(z.strictObject({ what: z.string().check(z.maxLength(200)), date }))
    .check(z.minLength(1), z.maxLength(10)),
  watch: z.optional(watchSchema),
  phrases: z.optional(z.array(phraseSchema).check(z.maxLength(80))),
  /** Rules of all services that do not hold here, by their names: see `rule-names.ts`. */
  without: z.optional(z.strictObject({ notices: ruleNames, signs: ruleNames, phrases: ruleNames })),
});

export type Service = z.infer<typeof serviceSchema>;
export type Watch = z.infer<typeof watchSchema>;
