import { EVIDENCE, PENDING } from '../detect/evidence.ts';
import type { Event } from '../journal/event.ts';
import type { Official, ServiceStatus, Status } from '../protocol/status.ts';
import { CAUSES, FEATURES, KINDS, LEVELS, REASONS, STATES } from '../protocol/words.ts';
import {
  type Guard,
  isFlag,
  isIsoTime,
  isNumber,
  isText,
  listOf,
  mapOf,
  oneOf,
  orMissing,
  orNull,
  shapeOf,
} from './guards.ts';
import type { View, Watching } from './view.ts';

const isState = oneOf(STATES);
const isFeature = oneOf(FEATURES);
const isTrue: Guard<true> = (value): value is true => value === true;
const isTimeOrNull = orNull(isNumber);

const isEvent = shapeOf<Event>({
  id: isText,
  service: isText,
  feature: isFeature,
  kind: oneOf(KINDS),
  cause: oneOf(CAUSES),
  reason: orMissing(oneOf(REASONS)),
  weak: orMissing(isTrue),
  pending: orMissing(oneOf(PENDING)),
  until: orMissing(isNumber),
  evidence: listOf(oneOf(EVIDENCE)),
  at: isNumber,
  lastAt: isNumber,
  times: isNumber,
});

const isOfficial = shapeOf<Official>({
  state: isState,
  since: orNull(isIsoTime),
  url: isText,
  checked: orNull(isIsoTime),
});

const isShare: Guard<[number, number]> = (value): value is [number, number] =>
  listOf(isNumber)(value) && value.length === 2;

const isServiceStatus = shapeOf<ServiceStatus>({
  state: isState,
  level: orNull(oneOf(LEVELS)),
  since: orNull(isIsoTime),
  tried: isNumber,
  failed: isNumber,
  share: orNull(isShare),
  signals: mapOf(isNumber),
  said: mapOf(isNumber),
  official: isOfficial,
  lead: orNull(isNumber),
  shared: orMissing(listOf(isText)),
});

const isStatus = shapeOf<Status>({
  v: oneOf([1]),
  at: isIsoTime,
  notice: orMissing(
    shapeOf<NonNullable<Status['notice']>>({ code: oneOf(['paused', 'flooded']), message: isText }),
  ),
  services: mapOf(isServiceStatus),
});

/**
 * Whether what is stored is a view, for pages that must not carry zod: `viewSchema` with all it needs is half as
 * large as a whole popup. The compiler holds the fields to `View`, a test holds the answers to `viewSchema`.
 */
export const isView: Guard<View> = shapeOf<View>({
  v: oneOf([1]),
  at: isNumber,
  online: isFlag,
  consent: oneOf(['unasked', 'given', 'declined']),
  server: shapeOf<View['server']>({ origin: isText, access: isFlag }),
  status: orNull(shapeOf<NonNullable<View['status']>>({ fetchedAt: isNumber, body: isStatus })),
  readable: isFlag,
  active: orNull(isText),
  watching: orMissing(
    mapOf(
      shapeOf<Watching>({
        state: oneOf(['default', 'on', 'lost', 'off']),
        ask: listOf(isText),
        only: orMissing(listOf(isText)),
      }),
    ),
  ),
  events: listOf(isEvent),
  used: mapOf(
    shapeOf<View['used'][string]>({
      triedAt: isNumber,
      okAt: isTimeOrNull,
      failedAt: isTimeOrNull,
      workedAt: orMissing(mapOf(isNumber)),
    }),
  ),
  lastDay: orMissing(
    mapOf(shapeOf<NonNullable<View['lastDay']>[string]>({ tried: isNumber, failed: isNumber })),
  ),
  wishes: orMissing(listOf(isText)),
  said: listOf(
    shapeOf<View['said'][number]>({
      service: isText,
      feature: isFeature,
      at: isNumber,
      state: oneOf(['waiting', 'arrived', 'refused']),
    }),
  ),
  queue: shapeOf<View['queue']>({
    waiting: isNumber,
    droppedToday: isNumber,
    nextAt: isTimeOrNull,
  }),
  sent: listOf(shapeOf<View['sent'][number]>({ at: isNumber, body: isText })),
});
