import { summarise } from '../lib/status/summarise.ts';
import { Alternatives } from './alternatives.tsx';
import { CrowdList } from './crowd-list.tsx';
import { DayPanel } from './day-panel.tsx';
import { EventList } from './event-list.tsx';
import { HostAccess } from './host-access.tsx';
import { useLanguage } from './language-context.ts';
import { NotifyButton } from './notify-button.tsx';
import type { PageProps, PopupActions } from './page-props.ts';
import { ReportPanel } from './report-panel.tsx';
import { SentNote } from './sent-note.tsx';
import { ServerAccess } from './server-access.tsx';
import { Sides } from './sides.tsx';
import { VerdictCard } from './verdict-card.tsx';

/** The popup: the answer, whom it concerns, a way to say so; then everything that it rests on. */
export function PopupPage({
  view,
  strips,
  now,
  isOpening = false,
  services,
  actions,
}: PageProps<PopupActions>) {
  const language = useLanguage();
  const summary = summarise(view, services, now);
  const about = services.find(({ id }) => id === summary.service);
  const consent = view?.consent ?? 'unasked';
  return (
    <>
      <VerdictCard summary={summary} now={now}>
        {view && about && (
          <NotifyButton view={view} service={about} now={now} onWish={actions.wishForReturn} />
        )}
      </VerdictCard>
      <main>
        {view && about && <Sides view={view} service={about} now={now} />}
        {view && <ServerAccess server={view.server} onAllow={actions.allowServer} />}
        {view && about && (
          <HostAccess view={view} service={about} now={now} onAllow={actions.allowHosts} />
        )}
        <ReportPanel
          view={view}
          about={summary.service}
          services={services}
          now={now}
          onReport={actions.report}
        />
        {view && about && (
          <Alternatives view={view} about={about.id} services={services} now={now} />
        )}
        {view && about && <DayPanel view={view} strips={strips} service={about} now={now} />}
        {view && <EventList view={view} about={summary.service} services={services} now={now} />}
        <CrowdList
          view={view}
          strips={strips}
          about={summary.service}
          services={services}
          now={now}
          isOpening={isOpening}
          onAllow={actions.allowHosts}
        />
        {view && <SentNote view={view} now={now} />}
      </main>
      <footer>
        {consent === 'unasked' ? (
          <p>
            {language.say('popup.choose')}{' '}
            <a href="welcome.html" target="_blank" rel="noopener">
              {language.say('popup.choose.link')}
            </a>
          </p>
        ) : (
          <p>{language.say(`popup.sharing.${consent}`)}</p>
        )}
        <a href="options.html" target="_blank" rel="noopener">
          {language.say('popup.settings')}
        </a>
      </footer>
    </>
  );
}
