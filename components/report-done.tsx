import type { Feature } from '../lib/protocol/vocabulary.ts';
import type { ServiceName } from '../lib/services/names.ts';
import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import type { ReportResult } from './page-props.ts';

interface Props {
  readonly service: ServiceName;
  readonly feature: Feature;
  readonly result: ReportResult;
  /** Newest first. */
  readonly said: View['said'];
  /** Whether its use cannot be seen. */
  readonly isUnwatched: boolean;
}

/** What became of a one-click report, kept up to date while the page is open. */
export function ReportDone({ service, feature, result, said, isUnwatched }: Props) {
  const language = useLanguage();
  const entry = said.find((each) => each.service === service.id && each.feature === feature);
  const outcome = outcomeOf(result, entry?.state ?? 'waiting', isUnwatched);
  return (
    <p class="note" data-testid="report-done" data-result={outcome}>
      {language.say(`report.${outcome}`, {
        label: language.say(`report.${feature}`),
        service: service.name,
      })}
    </p>
  );
}

function outcomeOf(
  result: ReportResult,
  state: View['said'][number]['state'],
  isUnwatched: boolean,
) {
  if (result === 'queued') return state;
  return result === 'not-used' && isUnwatched ? 'not-watched' : (result ?? 'failed');
}
