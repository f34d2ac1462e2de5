import type { PageKey } from '../lib/language/messages.ts';
import { ConsentChoice } from './consent-choice.tsx';
import { usePageLanguage } from './page-language.ts';
import type { PageProps } from './page-props.ts';
import { SampleBatch } from './sample-batch.tsx';
import { ServerAccess } from './server-access.tsx';

const SENT = ['welcome.sent.service', 'welcome.sent.outcome', 'welcome.sent.tag'] as const;
const NEVER = ['welcome.never.content', 'welcome.never.page', 'welcome.never.you'] as const;

/** Opens once after the installation and asks for one voice: off until a click. */
export function WelcomePage({ view, now, services, actions }: PageProps) {
  const language = usePageLanguage();
  const core = services
    .filter(({ id }) => view?.watching?.[id]?.state === 'default')
    .map(({ name }) => name);
  const list = (keys: readonly PageKey[]) => (
    <ul class="points">
      {keys.map((key) => (
        <li key={key}>{language.say(key)}</li>
      ))}
    </ul>
  );
  return (
    <main class="page">
      <header>
        <img src="icon-48.png" width="48" height="48" alt="" />
        <h1>{language.say('welcome.title')}</h1>
        <p>{language.say('welcome.intro')}</p>
      </header>
      <section class="card" aria-labelledby="question">
        <h2 id="question">{language.say('welcome.question')}</h2>
        <p>{language.say('welcome.why')}</p>
        <div class="columns">
          <div>
            <h3>{language.say('welcome.sent.title')}</h3>
            {list(SENT)}
          </div>
          <div>
            <h3>{language.say('welcome.never.title')}</h3>
            {list(NEVER)}
          </div>
        </div>
        <ConsentChoice
          asking="first"
          consent={view?.consent ?? 'unasked'}
          onChoose={actions.choose}
        />
        <p class="soft">
          {language.say('welcome.free')} {language.say('consent.change')}{' '}
          <a href="options.html">{language.say('consent.open-settings')}</a>
        </p>
        <details>
          <summary>{language.say('welcome.sample')}</summary>
          <SampleBatch services={services} now={now} />
        </details>
        {view && (
          <p class="soft">{language.say('welcome.where', { origin: view.server.origin })}</p>
        )}
      </section>
      <section class="card" aria-labelledby="where">
        <h2 id="where">{language.say('welcome.button.title')}</h2>
        <p>
          {language.say('welcome.button', {
            down: language.say('badge.outage'),
            me: language.say('badge.only-you'),
          })}
        </p>
        <p class="soft">{language.say('welcome.pin')}</p>
        {core.length > 0 && (
          <p class="soft">
            {language.say('welcome.watched', { services: language.list(core) })}{' '}
            <a href="options.html#chatbots">{language.say('watch.more')}</a>
          </p>
        )}
      </section>
      {view && <ServerAccess server={view.server} onAllow={actions.allowServer} />}
    </main>
  );
}
