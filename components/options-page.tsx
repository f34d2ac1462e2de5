import { ChatbotList } from './chatbot-list.tsx';
import { ClearHistory } from './clear-history.tsx';
import { ConsentChoice } from './consent-choice.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { OwnData } from './own-data.tsx';
import { usePageLanguage } from './page-language.ts';
import type { PageProps } from './page-props.ts';
import { QueueNote } from './queue-note.tsx';
import { SampleBatch } from './sample-batch.tsx';
import { SentList } from './sent-list.tsx';
import { ServerAccess } from './server-access.tsx';
import { ServerForm } from './server-form.tsx';
import { WishList } from './wish-list.tsx';

/** The settings: what is shared, what was sent, where to, and what is remembered here. */
export function OptionsPage(props: PageProps) {
  const { view, now, services, languages, usualServer, actions } = props;
  const language = usePageLanguage();
  const consent = view?.consent ?? 'unasked';
  return (
    <main class="page">
      <header>
        <img src="icon-48.png" width="48" height="48" alt="" />
        <h1>{language.say('options.title')}</h1>
      </header>
      <section class="card" aria-labelledby="sharing">
        <h2 id="sharing">{language.say('options.sharing')}</h2>
        <ConsentChoice asking="later" consent={consent} onChoose={actions.choose} />
        {consent === 'given' && <p class="soft">{language.say('consent.withdraw.hint')}</p>}
        <details>
          <summary>{language.say('options.sample')}</summary>
          <SampleBatch services={services} now={now} />
        </details>
      </section>
      <section class="card" id="chatbots" aria-labelledby="watched">
        <h2 id="watched">{language.say('options.chatbots')}</h2>
        <p class="soft">{language.say('options.chatbots.hint')}</p>
        <ChatbotList watching={view?.watching ?? {}} services={services} actions={actions} />
      </section>
      <section class="card" aria-labelledby="notifications">
        <h2 id="notifications">{language.say('options.notify')}</h2>
        <p class="soft">{language.say('options.notify.hint')}</p>
        <WishList wishes={view?.wishes ?? []} services={services} onWish={actions.wishForReturn} />
      </section>
      <section class="card" aria-labelledby="language">
        <h2 id="language">{language.say('options.language')}</h2>
        <p class="soft">{language.say('options.language.hint')}</p>
        <LanguageChoice languages={languages} onChoose={actions.setLanguage} />
      </section>
      <section class="card" aria-labelledby="sent">
        <h2 id="sent">{language.say('options.sent')}</h2>
        <p class="soft">{language.say('options.sent.hint')}</p>
        {view && <QueueNote queue={view.queue} />}
        <SentList sent={view?.sent ?? []} now={now} />
      </section>
      <section class="card" aria-labelledby="server">
        <h2 id="server">{language.say('options.server')}</h2>
        <p class="soft">{language.say('options.server.hint')}</p>
        {view && <ServerAccess server={view.server} onAllow={actions.allowServer} />}
        <div>
          <h3>{language.say('options.server.own')}</h3>
          <p class="soft" id="own-server">
            {language.say('options.server.own.hint')}
          </p>
        </div>
        {view && (
          <ServerForm origin={view.server.origin} usual={usualServer} onUse={actions.useServer} />
        )}
      </section>
      <section class="card" aria-labelledby="history">
        <h2 id="history">{language.say('options.history')}</h2>
        <p class="soft">{language.say('options.history.hint')}</p>
        <ClearHistory onClear={actions.clearHistory} />
      </section>
      <section class="card" aria-labelledby="data">
        <h2 id="data">{language.say('options.data')}</h2>
        <p class="soft">{language.say('options.data.hint')}</p>
        <OwnData actions={actions} />
      </section>
    </main>
  );
}
