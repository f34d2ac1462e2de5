import type { Engine } from '../background/parts.ts';
import type { CommonNotices } from '../services/common/common-schema.ts';
import { noticeName, signName } from '../services/rule-names.ts';
import type { Service } from '../services/schema.ts';
import type { planFor } from '../watch/plan.ts';
import type { RuleBook } from './rule-book.ts';

interface Unruled extends Pick<Engine, 'diagnose' | 'mergeFinding'> {
  readonly planFor: typeof planFor;
}

/**
 * Puts the rules in force between the background and the engine: nothing else needs to know that services change.
 * Of a service that is switched off no page is watched and no fact means anything.
 * @param common what holds for every service, unless it says otherwise
 */
export function createRuledEngine(
  { diagnose, mergeFinding, planFor }: Unruled,
  { ruled }: Pick<RuleBook, 'ruled'>,
  common: CommonNotices,
): Engine {
  return {
    mergeFinding,
    diagnose(fact, service, context) {
      const now = ruled(service);
      return now && diagnose(fact, now, context);
    },
    planFor(service, host, learned) {
      const now = ruled(service);
      return now && planFor(now, host, commonOf(now, common), learned);
    },
  };
}

function commonOf({ without }: Pick<Service, 'without'>, common: CommonNotices): CommonNotices {
  if (!without) return common;
  const { notices, signs } = without;
  return {
    ...common,
    notices: common.notices.filter((notice) => !notices.includes(noticeName(notice))),
    signs: common.signs.filter((sign) => !signs.includes(signName(sign))),
    pageSigns: common.pageSigns.filter((sign) => !signs.includes(signName(sign))),
  };
}
