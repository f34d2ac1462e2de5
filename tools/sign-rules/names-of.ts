import { commonNotices, commonPhrases } from '../../lib/services/common/common.ts';
import { readServices } from '../../lib/services/read.ts';
import { endpointName, noticeName, phraseTexts, signName } from '../../lib/services/rule-names.ts';
import type { Service } from '../../lib/services/schema.ts';

/** Every name that `off` may hold, by the list it stands in. */
export type RuleNames = Readonly<Record<string, readonly string[]>>;

/** @returns the names of a service's own rules and of those that hold for all */
export function ruleNamesOf({ watch, phrases = [] }: Service): RuleNames {
  const common = commonNotices;
  return {
    endpoints: (watch?.endpoints ?? []).map(endpointName),
    pages: (watch?.pages ?? []).map(endpointName),
    stop: watch?.stop ?? [],
    turns: watch?.turns ?? [],
    notices: [...(watch?.notices ?? []), ...common.notices].map(noticeName),
    signs: [...(watch?.signs ?? []), ...common.signs, ...common.pageSigns].map(signName),
    busy: watch?.progress?.busy ?? [],
    thinking: watch?.progress?.thinking ?? [],
    phrases: [...phrases, ...commonPhrases].flatMap(phraseTexts),
  };
}

/** @returns a line for each rule: its list, and its name as it is written in a source file */
export function namesOf(id: string): readonly string[] {
  const services = readServices();
  const service = services.find((each) => each.id === id);
  if (!service) {
    throw new Error(`There is no service "${id}": ${services.map((each) => each.id).join(', ')}.`);
  }
  return Object.entries(ruleNamesOf(service)).flatMap(([list, names]) =>
    names.map((name) => `${list}: ${JSON.stringify(name)}`),
  );
}
