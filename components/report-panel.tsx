import { useState } from 'preact/hooks';
import type { Feature } from '../lib/protocol/vocabulary.ts';
import type { ServiceName } from '../lib/services/names.ts';
import { usedServices } from '../lib/status/pick-service.ts';
import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import type { Actions, ReportResult } from './page-props.ts';
import { ReportDone } from './report-done.tsx';
import { ServiceChooser } from './service-chooser.tsx';

/** Every feature of the vocabulary, the likeliest first. A slow answer is `conversation`, like none: the count calls it a stall. */
export const REPORTS = [
  'conversation',
  'login',
  'page',
  'history',
  'projects',
  'files',
  'api',
  'other',
] as const satisfies readonly Feature[];

interface Props {
  readonly view: View | null;
  /** The service of the verdict: reports are about it unless another is chosen. */
  readonly about: string | null;
  readonly services: readonly ServiceName[];
  readonly now: number;
  readonly onReport: Actions['report'];
}

/** What was reported last, and what became of it. */
interface Done {
  readonly service: ServiceName;
  readonly feature: Feature;
  readonly result: ReportResult;
}

function isUnwatched(view: View | null, service: string): boolean {
  const state = view?.watching?.[service]?.state;
  return state === 'lost' || state === 'off';
}

/** One click says that something fails. */
export function ReportPanel({ view, about, services, now, onReport }: Props) {
  const language = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState<Feature | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const used = view ? usedServices(view, services, now) : [];
  const watched = services.find(({ id }) => view?.watching?.[id]?.state === 'default');
  const service =
    services.find(({ id }) => id === (chosen ?? about)) ?? used[0] ?? watched ?? services[0];
  if (!service) return null;
  const isUnseen = isUnwatched(view, service.id) && view?.active !== service.id;

  async function click(subject: ServiceName, feature: Feature): Promise<void> {
    if (busy) return;
    setBusy(feature);
    const result = await onReport(subject.id, feature);
    setDone({ service: subject, feature, result });
    setBusy(null);
  }

  return (
    <section aria-labelledby="report">
      <div class="report-head">
        <h2 id="report">
          {language.say('report.title')}{' '}
          {used.length === 1 && (
            <span>{language.say('report.about', { service: service.name })}</span>
          )}
        </h2>
        {used.length !== 1 && (
          <ServiceChooser
            services={services}
            used={used}
            chosen={service.id}
            onChoose={(id) => {
              setChosen(id);
              setDone(null);
            }}
          />
        )}
      </div>
      <div class="reports">
        {REPORTS.map((feature) => (
          <button
            key={feature}
            type="button"
            data-testid={`report-${feature}`}
            aria-busy={busy === feature}
            onClick={() => click(service, feature)}
          >
            {language.say(`report.${feature}`)}
          </button>
        ))}
      </div>
      <div role="status">
        {done && (
          <ReportDone
            {...done}
            said={view?.said ?? []}
            isUnwatched={isUnwatched(view, done.service.id)}
          />
        )}
      </div>
      <p class="soft">
        {isUnseen
          ? language.say('report.hint.unwatched', { service: service.name })
          : language.say('report.hint')}
      </p>
    </section>
  );
}
