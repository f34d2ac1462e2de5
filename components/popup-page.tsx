import { summarise } from '../lib/status/summarise.ts';
import { CrowdList } from './crowd-list.tsx';
import { EventList } from './event-list.tsx';
import { HostAccess } from './host-access.tsx';
import { useLanguage } from './language-context.ts';
import type { PageProps, PopupActions } from './page-props.ts';
import { ReportPanel } from './report-panel.tsx';
import { ServerAccess } from './server-access.tsx';
import { VerdictCard } from './verdict-card.tsx';

/** The popup: the answer, what was seen here, what everyone sees, and a way to say so. */
export function PopupPage({ view, now, services, actions }: PageProps<PopupActions>) {
  const language = useLanguage();
  const summary = summarise(view, services, now);
  const service = services.find(({ id }) => id === summary.service);
  const consent = view?.consent ?? 'unasked';
  return (
    <>
      <VerdictCard summary={summary} now={now} />
      <main>
        {view && <ServerAccess server={view.server} onAllow={actions.allowServer} />}
        {view && service && (
          <HostAccess view={view} service={service} now={now} onAllow={actions.allowHosts} />
        )}
        {view && <EventList view={view} about={summary.service} services={services} now={now} />}
        <ReportPanel
          view={view}
          about={summary.service}
          services={services}
          now={now}
          onReport={actions.report}
        />
        <CrowdList
          view={view}
          about={summary.service}
          services={services}
          now={now}
          onAllow={actions.allowHosts}
        />
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
