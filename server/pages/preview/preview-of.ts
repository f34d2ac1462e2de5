import type { History } from '../../../lib/protocol/history.ts';
import type { ServiceStatus, Status } from '../../../lib/protocol/status.ts';
import type { Service } from '../../../lib/services/schema.ts';
import type { IncidentRow } from '../../store/incident-row.ts';
import { incidentKind, incidentSpan, incidentTone } from '../incident-words.ts';
import { PLAIN_LANGUAGE } from '../language/languages.ts';
import type { PageLanguage } from '../language/page-language.ts';
import { officialStory } from '../official-words.ts';
import { summaryOf } from '../summary.ts';
import { toneOf } from '../tone.ts';
import { shareSentence, stateSentence } from '../words.ts';
import type { Preview } from './preview.ts';
import { isDrawable } from './text.ts';

/** In English where the language has letters that cannot be drawn. */
function inLetters(language: PageLanguage, make: (language: PageLanguage) => Preview): Preview {
  const { title, says, more, day, tone } = make(language);
  const texts = [title, says, more, day?.name ?? ''];
  if (texts.every(isDrawable)) return { title, tone, says, more, day };
  return make(PLAIN_LANGUAGE);
}

/** The picture of the first page. */
export function homePreview(
  language: PageLanguage,
  services: readonly Service[],
  status: Status,
): Preview {
  return inLetters(language, (own) => {
    const { sentence, tone } = summaryOf(own, services, status);
    const title = own.say('site.question');
    return { title, tone, says: sentence, more: own.say('how.tells'), day: null };
  });
}

/** The picture of a service's page. */
export function servicePreview(
  language: PageLanguage,
  { name }: Service,
  status: ServiceStatus,
  history: History['services'][string],
): Preview {
  return inLetters(language, (own) => ({
    title: name,
    tone: toneOf(status.state, status.level),
    says: stateSentence(own, status.state, status.level),
    more: shareSentence(own, status),
    day: { name: own.say('service.day'), periods: history.quarters },
  }));
}

/** The picture of an incident's page. */
export function incidentPreview(
  language: PageLanguage,
  { name, vendor }: Service,
  incident: IncidentRow,
): Preview {
  return inLetters(language, (own) => ({
    title: own.say('incident.named', { service: name, kind: incidentKind(own, incident) }),
    tone: incidentTone(incident),
    says: officialStory(own, vendor, incident),
    more: incidentSpan(own, incident),
    day: null,
  }));
}
